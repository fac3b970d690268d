//! JSON, base64 and any text that is shown.

#![no_main]

use jwtrace::jose::{base64url, binascii, json};
use jwtrace::text::Text;
use jwtrace::wtf8::Wtf8;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = json::decode_bytes(data);
    let text = String::from_utf8_lossy(data);
    let points = Wtf8::from_code_points(text.chars().map(u32::from));
    if let Ok((value, _)) = json::read_json(&points, json::ReadOptions::default())
        && let Ok(written) = json::write_compact(&value)
    {
        let (again, _) =
            json::read_json(&written.text, json::ReadOptions::default()).expect("what was written reads");
        let twice = json::write_compact(&again).expect("and writes");
        assert_eq!(twice.text, written.text);
    }
    for strict in [false, true] {
        if let Ok(bytes) = binascii::a2b_base64(data, strict) {
            let spelled = base64url::encode(&bytes);
            assert_eq!(base64url::decode_strict(spelled.as_bytes()), Some(bytes));
        }
    }
    let _ = base64url::decode_lenient(data);
    let _ = base64url::zoom(&text);
    for shown in Text::lines(&text) {
        assert!(!shown.as_str().chars().any(|c| c.is_control()
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)));
        for cells in [0, 1, 7, 40] {
            assert!(shown.cut(cells).width() <= cells);
            assert!(shown.wrap(cells.max(2)).iter().all(|line| line.width() <= cells.max(2)));
        }
    }
});
