//! Targets of assignments and `del`.

use super::super::ast::{Expr, ExprKind};
use super::super::code::Op;
use super::Compiler;

impl Compiler {
    /// Stores the value on the stack.
    pub(super) fn store(&mut self, target: &Expr) {
        self.at(target.line);
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value);
                let attr = self.mangled(attr);
                let name = self.name_index(&attr);
                self.at(target.line);
                self.emit(Op::StoreAttr(name));
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.at(target.line);
                self.emit(Op::StoreSubscr);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let star = items.iter().position(|item| matches!(item.kind, ExprKind::Starred(_)));
                match star {
                    Some(at) => {
                        self.emit(Op::UnpackEx { before: at as u16, after: (items.len() - at - 1) as u16 });
                    }
                    None => {
                        self.emit(Op::Unpack(items.len() as u32));
                    }
                }
                for item in items {
                    match &item.kind {
                        ExprKind::Starred(inner) => self.store(inner),
                        _ => self.store(item),
                    }
                }
            }
            ExprKind::Starred(inner) => self.store(inner),
            _ => {
                self.emit(Op::Pop);
            }
        }
    }

    pub(super) fn delete(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value);
                let attr = self.mangled(attr);
                let name = self.name_index(&attr);
                self.at(target.line);
                self.emit(Op::DeleteAttr(name));
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.at(target.line);
                self.emit(Op::DeleteSubscr);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.delete(item)),
            _ => {}
        }
    }
}
