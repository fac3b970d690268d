//! `jwtrace lab`: a token from the command line or standard input, on the screen or in text.

use super::args::{Global, Lab as Args};
use super::failure::Failure;
use super::memory::Keeper;
use super::{clock, lessons, program, screen};
use jwtrace::export;
use jwtrace::jose::algorithm::Algorithm;
use jwtrace::lesson::Profile;
use jwtrace::lesson::diagnostic::nearest;
use jwtrace::session::Session;
use jwtrace::session::lab::{End, LONGEST, Lab, Setup, clock as times, exception, keys, paste};
use std::io::{self, IsTerminal, Read, Write};

/// Opens the lab on the screen.
pub(crate) fn open(args: &Args, global: &Global) -> Result<(), Failure> {
    let (lab, note) = lab(args)?;
    let mut session = screen::session(&lessons::library(global)?);
    session.open_lab(lab);
    session.notice = note;
    screen::show(session, global, Keeper::new())
}

/// Answers in text; a token that a key was given for and that is refused is an error.
pub(crate) fn write(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let (lab, note) = lab(args)?;
    let end = lab.after.chosen().reading.end.clone();
    let mut session = Session::new(Vec::new(), Vec::new());
    let profile = lab.after.setup.profile.title();
    session.open_lab(lab);
    export::lab::write(out, &session, note.as_deref())?;
    match end {
        End::Accepted | End::NotVerified => Ok(()),
        End::Refused(raised, _) | End::NotMade(raised) => {
            let said = exception(&raised.class, &raised.message);
            Err(Failure::wrong(format!("{profile} refuses the token: {said}")))
        }
        End::Halted => Err(Failure::wrong("reading the token did not come to an end")),
    }
}

/// The lab the arguments describe, and what was taken away round the token.
fn lab(args: &Args) -> Result<(Lab, Option<String>), Failure> {
    let now = args.now.as_deref().map_or_else(|| Ok(clock::now().floor()), clock::parse)?;
    let profile = args.profile.as_deref().map_or(Ok(Profile::PyJwt), library)?;
    let (mut setup, note) = match &args.token {
        None => {
            let note = "no token was given: this is one of the lab's own".to_owned();
            (Setup::of_its_own(profile, now), Some(note))
        }
        Some(text) => {
            let pasted = paste::token(&text_of(text)?).map_err(Failure::wrong)?;
            (Setup::of_token(pasted.token, profile, now), pasted.note)
        }
    };
    if let Some(key) = key(args)? {
        if let Some(problem) = keys::problem(&key) {
            return Err(Failure::wrong(problem));
        }
        setup.key = key;
    }
    if let Some(names) = &args.alg {
        let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
        if let Some(bad) = names.iter().find(|name| *name != "none" && Algorithm::named(name).is_none()) {
            return Err(Failure::usage(format!("--alg {bad:?} is not an algorithm"))
                .help("Examples: HS256, RS256, ES256; several with commas."));
        }
        setup.allowed = Some(names);
    }
    if times::zone(&args.tz).is_none() {
        return Err(Failure::usage(format!("--tz {:?} is not a time zone", args.tz))
            .help("Examples: UTC, Europe/Berlin, Asia/Tokyo."));
    }
    setup.zone.clone_from(&args.tz);
    setup.audience = args.audience.clone().unwrap_or_default();
    setup.issuer = args.issuer.clone().unwrap_or_default();
    setup.leeway = args.leeway.unwrap_or(0.0);
    if !(0.0..=1e9).contains(&setup.leeway) {
        return Err(Failure::usage(format!("--leeway {} is not a number of seconds", setup.leeway)));
    }
    let lab = Lab::new(setup).map_err(|found| {
        let why = found.first().map_or_else(String::new, |found| found.message.clone());
        Failure::wrong(format!("the lab cannot run with this: {why}"))
    })?;
    Ok((lab, note))
}

/// The token's text: as it was given, or standard input for `-`.
fn text_of(token: &str) -> Result<String, Failure> {
    let text = if token == "-" {
        if io::stdin().is_terminal() {
            writeln!(io::stderr(), "Paste the token, then press Enter and Ctrl-D.")?;
        }
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(1 << 21)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::wrong(format!("standard input cannot be read: {error}")))?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        token.to_owned()
    };
    if text.len() > LONGEST {
        return Err(Failure::wrong(format!(
            "this text has {} bytes, and the lab takes {LONGEST}",
            text.len()
        ))
        .help("No HTTP header would carry a longer token. Is it the right file?"));
    }
    Ok(text)
}

fn key(args: &Args) -> Result<Option<String>, Failure> {
    if let Some(path) = &args.key {
        let text = program::read_text(path)?;
        if text.len() > LONGEST {
            return Err(Failure::wrong(format!("{} is too long for a key", path.display())));
        }
        let pem = text.contains("-----BEGIN ");
        return Ok(Some(if pem { text } else { text.trim_end_matches(['\r', '\n']).to_owned() }));
    }
    Ok(args.secret.clone())
}

fn library(name: &str) -> Result<Profile, Failure> {
    Profile::named(name).ok_or_else(|| {
        let near = nearest(name, Profile::ALL.map(Profile::name));
        let near = near.map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
        Failure::usage(format!("--profile {name:?} is not a library"))
            .help(format!("{near}There are pyjwt and python-jose."))
    })
}
