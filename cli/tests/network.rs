//! Programs with sockets: `mip` gets packages from a server on this computer, with `--network` alone, and who waits for
//! ever is told so.

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// What the server has, by path.
type Pages = BTreeMap<String, Vec<u8>>;

/// Answers one question: with the page, or with 404.
fn answer(mut stream: TcpStream, pages: &Pages) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let (status, page) = match pages.get(path) {
        Some(page) => ("200 OK", page.as_slice()),
        None => ("404 Not Found", &b"no such page"[..]),
    };
    // The one kind of body, then the other.
    if path.ends_with(".json") {
        let size = page.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n"
        )?;
        stream.write_all(page)?;
        return stream.write_all(b"\r\n0\r\n\r\n");
    }
    let size = page.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {size}\r\n\r\n"
    )?;
    stream.write_all(page)
}

/// Serves pages until the test ends; gives the address.
fn serve(pages: Pages) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let pages = Arc::new(pages);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let pages = Arc::clone(&pages);
            // Whoever asks may have gone again.
            thread::spawn(move || drop(answer(stream, &pages)));
        }
    });
    format!("http://{address}")
}

fn run(folder: &Path, source: &str, words: &[&str]) -> (bool, String, String) {
    std::fs::write(folder.join("main.py"), source).expect("it is writable");
    let mut command = support::pinwheel();
    command.current_dir(folder).arg("run").args(words);
    let output = support::run(command.arg("main.py"), b"");
    let (out, error) = (support::text(&output.stdout), support::text(&output.stderr));
    (output.status.success(), out, error)
}

/// The first digits of the hash of each file, which name it in an index.
fn hashes(folder: &Path, files: &[String]) -> Vec<String> {
    let source = format!(
        "from binascii import hexlify\nfrom hashlib import sha256\nfor name in {files:?}:\n    \
         print(hexlify(sha256(open(name, 'rb').read()).digest()).decode()[:8])\n"
    );
    let (_, out, error) = run(folder, &source, &[]);
    assert_eq!(error, "");
    out.lines().map(str::to_owned).collect()
}

const HELLO: &str = "import base\n\ndef greet():\n    return base.WORD + ' world'\n";
const BASE: &str = "WORD = 'hello'\n";

/// An index with a package and one that it depends on, as source and compiled, and with one whose file is lost.
fn index(folder: &Path) -> Pages {
    let mut pages = Pages::new();
    let packages = [
        ("base", BASE, "[]"),
        ("hello", HELLO, r#"[["base", "latest"]]"#),
    ];
    for (name, source, deps) in packages {
        let files = ["py", "mpy"].map(|ending| format!("{name}.{ending}"));
        std::fs::write(folder.join(&files[0]), source).expect("it is writable");
        let mut command = support::pinwheel();
        command.current_dir(folder).args(["compile", &files[0]]);
        let output = support::run(&mut command, b"");
        assert!(output.status.success(), "{}", support::text(&output.stderr));
        let hashes = hashes(folder, &files);
        for ((kind, file), hash) in ["py", "6"].iter().zip(&files).zip(&hashes) {
            let json = format!(r#"{{"v": 1, "hashes": [["{file}", "{hash}"]], "deps": {deps}}}"#);
            pages.insert(format!("/package/{kind}/{name}/latest.json"), json.into());
            let path = folder.join(file);
            let bytes = std::fs::read(&path).expect("it was written");
            pages.insert(format!("/file/{}/{hash}", &hash[..2]), bytes);
            std::fs::remove_file(path).expect("it is there");
        }
    }
    let lost = r#"{"hashes": [["lost.py", "00112233"]]}"#;
    pages.insert("/package/6/lost/1.0.json".into(), lost.into());
    pages
}

#[test]
fn packages_come_with_what_they_need() {
    let folder = support::folder("mip_packages");
    let index = serve(index(&folder));
    let source = format!(
        "import mip, sys\nfor mpy in True, True, False:\n    \
         mip.install('hello', index='{index}/', target='lib' if mpy else 'source', mpy=mpy)\n\
         sys.path.append('lib')\nimport hello\nprint(hello.greet())\n"
    );
    let (success, out, error) = run(&folder, &source, &["--network"]);
    assert_eq!(error, "");
    assert!(success);
    let mut expected = String::new();
    let files = [
        ("lib", "mpy", "Copying"),
        ("lib", "mpy", "Exists"),
        ("source", "py", "Copying"),
    ];
    for (target, ending, done) in files {
        for name in ["hello", "base"] {
            expected += &format!("Installing {name} (latest) from {index} to {target}\n");
            expected += &format!("{done}: {target}/{name}.{ending}\n");
        }
        expected += "Done\n";
    }
    assert_eq!(out, expected + "hello world\n");
    let read = |file| std::fs::read_to_string(folder.join(file)).expect("it was installed");
    assert_eq!(
        (read("source/hello.py"), read("source/base.py")),
        (HELLO.into(), BASE.into())
    );
}

#[test]
fn what_is_missing_is_said() {
    let folder = support::folder("mip_missing");
    let index = serve(index(&folder));
    let source = format!(
        "import mip\nmip.install('absent', index='{index}', target='lib')\n\
         mip.install('lost', index='{index}', target='lib', version='1.0')\n\
         mip.install('{index}/file.py', target='lib')\n"
    );
    let (_, out, error) = run(&folder, &source, &["--network"]);
    assert_eq!(error, "");
    let partly = "Package may be partially installed\n";
    let absent = format!(
        "Installing absent (latest) from {index} to lib\n\
         Package not found: {index}/package/6/absent/latest.json\n{partly}"
    );
    let lost = format!(
        "Installing lost (1.0) from {index} to lib\n\
         Error 404 requesting {index}/file/00/00112233\nFile not found: lost.py 00112233\n{partly}"
    );
    let file = format!(
        "Downloading {index}/file.py to lib\nError 404 requesting {index}/file.py\n{partly}"
    );
    assert_eq!(out, absent + &lost + &file);
}

#[test]
fn nothing_leaves_the_machine_unasked() {
    let folder = support::folder("mip_unasked");
    let index = serve(index(&folder));
    let source = format!("import mip\nmip.install('hello', index='{index}', target='lib')\n");
    let (success, _, error) = run(&folder, &source, &[]);
    assert!(!success);
    assert!(
        error.ends_with("OSError: [Errno 111] ECONNREFUSED\n"),
        "{error}"
    );
    // Nobody is where this one goes.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it is bound").port();
    drop(listener);
    let source =
        format!("import mip\nmip.install('x', index='http://127.0.0.1:{port}', target='lib')\n");
    let (success, _, error) = run(&folder, &source, &["--network"]);
    assert!(!success);
    assert!(
        error.ends_with("OSError: [Errno 111] ECONNREFUSED\n"),
        "{error}"
    );
}

#[test]
fn what_waits_for_ever_ends() {
    let folder = support::folder("network_waits");
    let listen = "import socket\ns = socket.socket()\ns.listen()\n";
    let poll = "import select\np = select.poll()\np.register(s)\np.poll()\n";
    for wait in ["s.accept()\n", poll] {
        let (success, _, error) = run(&folder, &format!("{listen}{wait}"), &[]);
        assert!(!success);
        assert_eq!(
            error,
            "pinwheel: the program waits for what can never happen\n"
        );
    }
}
