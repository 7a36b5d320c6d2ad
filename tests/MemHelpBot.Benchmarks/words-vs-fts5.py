#!/usr/bin/env python3
"""Search by words beside SQLite's FTS5 (porter tokenizer, bm25()) on one collection, in turns.

Usage: words-vs-fts5.py [DIR]   DIR holds docs.jsonl, queries.jsonl and qrels.jsonl (for example Cranfield in that form); without it a
collection of Cranfield's size is drawn by a seed: 1,400 documents of 180 words, 225 questions of 18 words.
Environment: MEMHELP=command that starts memhelp (default: dotnet run -c Release --project src/MemHelpBot.Cli --no-build --), ROUNDS=5
Both give the 100 best documents of each question; the median of each round's median is compared.
"""
import json, os, pathlib, random, re, shlex, sqlite3, statistics, subprocess, sys, tempfile, time

ROUNDS = int(os.environ.get("ROUNDS", "5"))
MEMHELP = shlex.split(os.environ.get("MEMHELP", "dotnet run -c Release --project src/MemHelpBot.Cli --no-build --"))


def drawn(directory):
    source = random.Random(1)
    words = ["q" + "".join(chr(98 + (i // 20**k) % 20) for k in range(4)) for i in range(8000)]
    weights = [1 / (i + 2.7) for i in range(len(words))]
    text = lambda n: " ".join(source.choices(words, weights, k=n))
    docs = [{"id": f"d{i}", "title": text(8), "text": text(172), "lang": "en"} for i in range(1400)]
    queries = [{"id": f"q{i}", "text": text(18), "lang": "en"} for i in range(225)]
    qrels = [{"query": q["id"], "doc": source.choice(docs)["id"], "relevance": 1} for q in queries]
    for name, rows in (("docs", docs), ("queries", queries), ("qrels", qrels)):
        (directory / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return directory


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fts5(database, queries):
    times = []
    for query in queries:
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", query["text"].lower())))
        start = time.perf_counter()
        database.execute("SELECT id, bm25(docs) AS score FROM docs WHERE docs MATCH ? ORDER BY score LIMIT 100", (match,)).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return times


def memhelp(directory):
    called = MEMHELP + ["eval", "retrieval", "--ranker", "words"] + [part for name in ("docs", "queries", "qrels") for part in (f"--{name}", str(directory / f"{name}.jsonl"))]
    printed = subprocess.run(called, capture_output=True, text=True, check=True).stdout
    return [float(x) for x in re.search(r"p50 ([\d.]+) ms, p90 [\d.]+ ms, p99 ([\d.]+) ms", printed).groups()]


with tempfile.TemporaryDirectory() as temporary:
    directory = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else drawn(pathlib.Path(temporary))
    queries = rows(directory / "queries.jsonl")
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize = 'porter unicode61')")
    database.executemany("INSERT INTO docs VALUES (?, ?, ?)", [(str(d["id"]), d.get("title", ""), d.get("text", "")) for d in rows(directory / "docs.jsonl")])
    database.execute("INSERT INTO docs(docs) VALUES ('optimize')")
    fts5(database, queries)
    theirs, ours = [], []
    for _ in range(ROUNDS):
        times = sorted(fts5(database, queries))
        theirs.append((statistics.median(times), times[len(times) * 99 // 100]))
        ours.append(memhelp(directory))
    for name, rounds in (("fts5", theirs), ("memhelp", ours)):
        print(f"{name:<8} p50 {statistics.median(r[0] for r in rounds):.3f} ms   p99 {statistics.median(r[1] for r in rounds):.3f} ms")
    print(f"memhelp / fts5, by the medians: 1/{statistics.median(r[0] for r in theirs) / max(1e-6, statistics.median(r[0] for r in ours)):.1f}")
