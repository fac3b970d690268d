//! What to use instead of a module that is not here.

/// Names of modules, as they are imported, and what to do without them.
const INSTEAD: &[(&str, &str)] = &[
    (
        "requests httpx aiohttp urllib3 http.client urllib.request socket ssl websockets smtplib",
        "Programs here have no network. Send requests to your own app: jwtrace run FILE --request 'GET /path', or fastapi.testclient.TestClient.",
    ),
    (
        "sqlalchemy sqlmodel sqlite3 psycopg2 psycopg pymongo redis motor asyncpg databases tortoise peewee mysql alembic",
        "There is no database here. Keep the rows in a dict: users = {\"alice\": {...}}.",
    ),
    (
        "bcrypt passlib argon2 pwdlib crypt scrypt",
        "Hash passwords with hashlib.pbkdf2_hmac(\"sha256\", password, salt, 100_000) and compare with hmac.compare_digest.",
    ),
    (
        "dotenv decouple environs pydantic_settings configparser",
        "Read os.environ, and give the values with jwtrace run FILE --env NAME=VALUE.",
    ),
    (
        "pathlib shutil tempfile glob fileinput pickle shelve csv zipfile gzip",
        "Programs here have no files. Write the text into the program as a string; json, base64 and str.split read it.",
    ),
    (
        "threading multiprocessing concurrent queue subprocess signal sched",
        "One thing runs at a time here. Call the function itself, or use asyncio.",
    ),
    ("authlib jwcrypto joserfc python_jwt jwskate", "Use jwt (PyJWT) or jose (python-jose)."),
    ("pyjwt PyJWT", "The package PyJWT is imported as jwt: import jwt"),
    ("python_jose", "The package python-jose is imported as jose: from jose import jwt"),
    (
        "cryptography Crypto rsa ecdsa nacl OpenSSL",
        "Keys are given as PEM text, a str or bytes, to jwt.encode and jwt.decode; no key objects are needed.",
    ),
    ("pytz dateutil arrow pendulum tzlocal", "Use datetime with timezone.utc or zoneinfo.ZoneInfo."),
    ("pytest unittest doctest nose", "Use assert; jwtrace shows the line that fails."),
    ("flask django sanic tornado bottle", "Use fastapi."),
    ("numpy pandas scipy", "Use lists, sum, math and statistics."),
    ("ujson orjson simplejson", "Use json."),
    ("attr attrs msgspec marshmallow", "Use dataclasses or pydantic."),
    ("rich loguru structlog termcolor colorama", "Use print or logging."),
    ("argparse click typer getopt", "Programs here get no arguments. Assign the values in the program."),
    ("pprint reprlib", "Use json.dumps(value, indent=2) or print."),
    (
        "inspect ast dis gc ctypes importlib pdb",
        "Use type(), dir() and repr(); jwtrace itself shows every step.",
    ),
    (
        "locale gettext platform getpass",
        "The world of a program is given: see jwtrace run --help for clock, zone, environment and seed.",
    ),
];

/// What to do about a module that was not found.
pub(crate) fn instead_of(name: &str) -> String {
    let root = name.split('.').next().unwrap_or(name);
    let found = INSTEAD.iter().find(|(names, _)| names.split(' ').any(|have| have == name || have == root));
    match found {
        Some((_, advice)) => format!("jwtrace does not have '{name}'. {advice}"),
        None => {
            let mut own: Vec<&str> = super::names()
                .filter(|name| !name.contains('.') && !name.starts_with('_') && !HIDDEN.contains(name))
                .collect();
            own.sort_unstable();
            format!("jwtrace does not have '{name}'. Programs can import: {}.", own.join(", "))
        }
    }
}

/// Modules that are parts of others and not worth naming.
const HIDDEN: &[&str] = &["pydantic_core", "starlette", "uvicorn", "keyword", "binascii"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_refused_with_what_could_be_used() {
        assert!(instead_of("requests").contains("--request"));
        assert!(instead_of("http.client").contains("--request"));
        assert!(instead_of("sqlalchemy.orm").contains("dict"));
        assert!(instead_of("nosuch").contains("fastapi"));
    }

    /// Nobody is sent away from a module that is here.
    #[test]
    fn no_module_is_both_here_and_absent() {
        for (names, _) in INSTEAD {
            for name in names.split(' ') {
                assert!(super::super::names().all(|have| have != name), "{name}");
            }
        }
    }
}
