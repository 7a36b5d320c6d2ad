using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class IngestorTests : IDisposable
{
    private readonly IngestFolder folder = new();

    [Fact]
    public void Files_are_taken_left_as_they_are_and_removed_with_their_ids_stable()
    {
        folder.Write("one.md", "# One\n\nThe first text.");
        folder.Write("deep/two.txt", "A second text.");
        var first = folder.Ingest();
        Assert.Equal((2, 2), (first.Count(IngestOutcome.Taken), first.Documents));
        var ids = first.Files.SelectMany(f => f.Documents).ToList();
        Assert.All(ids, id => Assert.Equal(id.ToLowerInvariant(), id));

        folder.Write("one.md", "# One\n\nThe first text, changed.");
        var second = folder.Ingest();
        Assert.Equal((1, 1), (second.Count(IngestOutcome.Taken), second.Count(IngestOutcome.Unchanged)));
        Assert.Equal(ids, second.Files.SelectMany(f => f.Documents));

        File.Delete(folder.PathOf("one.md"));
        var third = folder.Ingest();
        Assert.Equal((1, 1, 1), (third.Count(IngestOutcome.Removed), third.Count(IngestOutcome.Unchanged), third.Documents));
        Assert.Equal("the file is gone", third.Files.Single(f => f.Outcome == IngestOutcome.Removed).Reason);
    }

    [Fact]
    public void The_id_is_the_same_in_another_place()
    {
        using var other = new IngestFolder();
        folder.Write("a/text.md", "# T\n\nBody.");
        other.Write("a/text.md", "# T\n\nBody.");

        Assert.Equal(folder.Ingest().Files[0].Documents, other.Ingest().Files[0].Documents);
    }

    [Fact]
    public void Two_files_of_one_name_get_two_ids()
    {
        var one = folder.Write("a/text.md", "# T\n\nBody of one.");
        var two = folder.Write("b/text.md", "# T\n\nBody of two.");

        var summary = Ingestor.Ingest([one, two], folder.Data, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, summary.Files.SelectMany(f => f.Documents).Distinct().Count());
    }

    [Fact]
    public void What_is_not_taken_is_named_with_its_reason()
    {
        File.WriteAllBytes(folder.PathOf("dump.txt"), [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0]);
        folder.Write("empty.md", " \n");
        folder.Write("sheet.csv", "a,b");
        folder.Write("old.xls", "x");
        folder.Write("all.tar.gz", "x");
        folder.Write("pipe.txt", "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Root, "outside")).FullName, "elsewhere.md"), "# Elsewhere");
        Directory.CreateSymbolicLink(folder.PathOf("outside"), Path.Combine(folder.Root, "outside"));
        File.CreateSymbolicLink(folder.PathOf("passwd.txt"), "/etc/passwd");
        folder.Write("one.md", "# One\n\nText.");
        folder.Write("twin.md", "# One\n\nText.");
        folder.Write("broken.json", "{\"text\": ");
        folder.Write("other.json", "{\"numbers\": [1, 2]}");
        folder.Write(".hidden/secret.md", "# Hidden");

        var reasons = folder.Ingest().Files.ToDictionary(f => Path.GetFileName(f.Path), f => f.Reason ?? f.Outcome.ToString());

        Assert.Equal("is binary, not text", reasons["dump.txt"]);
        Assert.Equal("is empty", reasons["empty.md"]);
        Assert.StartsWith("is no export of tickets: no column is called Summary", reasons["sheet.csv"], StringComparison.Ordinal);
        Assert.StartsWith("the format '.xls' is not one of", reasons["old.xls"], StringComparison.Ordinal);
        Assert.Equal("is packed: unpack it first", reasons["all.tar.gz"]);
        Assert.Equal("is empty", reasons["pipe.txt"]);
        Assert.StartsWith("is a link", reasons["outside"], StringComparison.Ordinal);
        Assert.StartsWith("is a link", reasons["passwd.txt"], StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere.md", reasons.Keys);
        Assert.Equal("Taken", reasons["one.md"]);
        Assert.StartsWith("has the same content as", reasons["twin.md"], StringComparison.Ordinal);
        Assert.Equal("is not valid JSON (line 1)", reasons["broken.json"]);
        Assert.StartsWith("holds no text", reasons["other.json"], StringComparison.Ordinal);
        Assert.DoesNotContain("secret.md", reasons.Keys);
    }

    [Fact]
    public void What_lies_elsewhere_stays_when_it_was_not_given_and_goes_when_it_was()
    {
        var one = folder.Write("a/one.md", "# One\n\nText.");
        folder.Write("b/two.md", "# Two\n\nText.");
        folder.Ingest();
        Directory.Delete(Path.GetDirectoryName(one)!, recursive: true);

        Assert.Equal(2, Ingestor.Ingest([folder.PathOf("b")], folder.Data, cancellationToken: TestContext.Current.CancellationToken).Documents);
        var gone = Assert.Single(Ingestor.Ingest([folder.PathOf("a")], folder.Data, cancellationToken: TestContext.Current.CancellationToken).Files);
        Assert.Equal((one, IngestOutcome.Removed), (gone.Path, gone.Outcome));
        Assert.Single(folder.Documents());
    }

    [Fact]
    public void A_file_that_cannot_be_read_today_keeps_its_documents()
    {
        var one = folder.Write("one.md", "# One\n\nText.");
        folder.Ingest();
        using var held = new FileStream(one, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(IngestOutcome.Kept, folder.Ingest().Files[0].Outcome);
        Assert.Single(folder.Documents());
    }

    [Fact]
    public void A_document_keeps_its_id_when_the_one_it_shared_a_name_with_goes()
    {
        var one = folder.Write("a/text.md", "# T\n\nBody of one.");
        var two = folder.Write("b/text.md", "# T\n\nBody of two.");
        string[] Ids() => [.. Ingestor.Ingest([one, two], folder.Data, cancellationToken: TestContext.Current.CancellationToken).Files.SelectMany(f => f.Documents)];
        var first = Ids();
        File.Delete(one);
        Ids();
        File.WriteAllText(two, "# T\n\nBody of two, changed.");

        Assert.Contains(first[1], Ids());
    }

    [Fact]
    public void A_path_that_does_not_exist_is_named() =>
        Assert.Equal("does not exist", Ingestor.Ingest([folder.PathOf("nowhere")], folder.Data, cancellationToken: TestContext.Current.CancellationToken).Files[0].Reason);

    [Fact]
    public void A_dry_run_says_the_same_and_writes_nothing()
    {
        folder.Write("one.md", "# One\n\nText.");

        var dry = folder.Ingest(dryRun: true);

        Assert.False(Directory.Exists(folder.Data));
        Assert.Equal(dry.Files.Select(f => f.Documents[0]), folder.Ingest().Files.Select(f => f.Documents[0]));
    }

    [Fact]
    public void An_ingest_that_is_stopped_leaves_the_old_index()
    {
        folder.Write("one.md", "# One\n\nText.");
        folder.Ingest();
        var before = File.ReadAllBytes(IngestIndex.PathIn(folder.Data));
        folder.Write("two.md", "# Two\n\nText.");
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Throws<OperationCanceledException>(() => Ingestor.Ingest([folder.Site], folder.Data, false, stopped.Token));

        Assert.Equal(before, File.ReadAllBytes(IngestIndex.PathIn(folder.Data)));
        Assert.Equal(2, folder.Ingest().Documents);
    }

    [Fact]
    public void An_ingest_that_was_stopped_half_way_is_completed_without_reading_again_what_was_finished()
    {
        for (var i = 0; i < 6; i++)
            folder.Write($"f{i}.md", $"# Title {i}\n\nText {i}.");
        using var stop = new CancellationTokenSource();
        var request = new IngestRequest([folder.Site], folder.Data) { Progress = p => { if (p.Done == 4) stop.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => Ingestor.Ingest(request, stop.Token));
        Assert.Empty(folder.Documents());
        Assert.Equal(4, IngestJournal.Read(folder.Data).Count);
        // The last record is cut, as a kill leaves it.
        using (var journal = new FileStream(Path.Combine(folder.Data, "ingest.journal"), FileMode.Open))
            journal.SetLength(journal.Length - 3);
        var finished = IngestJournal.Read(folder.Data);
        Assert.Equal(["f0.md", "f1.md", "f2.md"], finished.Select(e => Path.GetFileName(e.Path)));

        var summary = folder.Ingest();

        Assert.Equal((6, 6), (summary.Count(IngestOutcome.Taken), summary.Documents));
        Assert.False(File.Exists(Path.Combine(folder.Data, "ingest.journal")));
        Assert.Equal(6, folder.Ingest().Count(IngestOutcome.Unchanged));
    }

    [Fact]
    public void A_journal_that_is_damaged_anywhere_costs_only_what_follows()
    {
        for (var i = 0; i < 3; i++)
            folder.Write($"f{i}.md", $"# Title {i}\n\nText {i}.");
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Ingestor.Ingest(new IngestRequest([folder.Site], folder.Data) { Progress = p => { if (p.Done == 2) stop.Cancel(); } }, stop.Token));
        var path = Path.Combine(folder.Data, "ingest.journal");
        var whole = File.ReadAllBytes(path);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x55;
            File.WriteAllBytes(path, damaged);
            Assert.InRange(IngestJournal.Read(folder.Data).Count, 0, 1);
        }
    }

    [Fact]
    public void A_kill_while_the_new_index_is_written_leaves_the_old_one_and_its_rest_is_swept()
    {
        folder.Write("one.md", "# One\n\nText.");
        folder.Ingest();
        var index = IngestIndex.PathIn(folder.Data);
        // What a killed writer leaves: half of a new index beside the old one, and the lock file of a dead process.
        var rest = $"{index}.0123.tmp";
        File.WriteAllBytes(rest, File.ReadAllBytes(index)[..20]);

        Assert.Single(folder.Documents());
        folder.Write("two.md", "# Two\n\nText.");
        Assert.Equal(2, folder.Ingest().Documents);
        Assert.False(File.Exists(rest));
    }

    [Fact]
    public void An_index_that_is_cut_anywhere_is_never_half_read()
    {
        folder.Write("one.md", "# One\n\nText.");
        folder.Ingest();
        var index = IngestIndex.PathIn(folder.Data);
        var whole = File.ReadAllBytes(index);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(index, whole[..length]);
            Assert.Throws<InvalidDataException>(() => IngestIndex.Load(folder.Data));
        }

        Assert.Contains("damaged", folder.Ingest().Note, StringComparison.Ordinal);
        Assert.Single(folder.Documents());
    }

    [Fact]
    public void Two_ingests_at_once_do_not_mix()
    {
        Directory.CreateDirectory(folder.Data);
        using var other = new FileStream(Path.Combine(folder.Data, "ingest.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Throws<IngestBusyException>(() => folder.Ingest());
    }

    [Fact]
    public void Random_bytes_under_any_name_are_taken_or_named_and_never_an_exception()
    {
        var random = new Random(20_266);
        string[] endings = [".md", ".txt", ".html", ".json", ".jsonl", ".log", ""];
        string[] pieces =
        [
            "# ", "## ", "```\n", "---\n", "1\n2\n3\n", "<p>", "<pre>", "<table><tr><td>", "</", "{\"contents\":[\"", "\"]}", "[{\"text\":\"", "\"}]", "【已解决】", "posted @ 2022-10-26\n",
            "内存", "pamięć", "free:22324kB min:44676kB\n", "password=hunter22\n", "eyJhbGciOi.eyJzdWIi.abc", "\n\n", "http://u:p@h/", "2024-99-99", "\\ud800", "\uD800", "\0", "\u001b[31m",
        ];
        for (var i = 0; i < 250; i++)
        {
            var path = folder.PathOf($"f{i}{endings[i % endings.Length]}");
            if (i % 3 == 0)
            {
                var bytes = new byte[random.Next(600)];
                random.NextBytes(bytes);
                File.WriteAllBytes(path, bytes);
            }
            else
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
                File.WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(i % 7 == 1 ? $"{{\"text\": \"{text.Replace('"', ' ').Replace("\n", "\\n", StringComparison.Ordinal)}\"}}" : text));
            }
        }

        var summary = folder.Ingest();

        Assert.Equal(250, summary.Files.Count);
        Assert.All(summary.Files, f => Assert.True(f.Outcome == IngestOutcome.Taken ? f.Documents.Count > 0 : f.Reason is not null));
        Assert.All(folder.Documents(), d => Assert.All(d.Sections, s => Assert.NotEmpty(s.Text)));
        Assert.Equal(folder.Documents().Count, folder.Documents().Select(d => d.Id).Distinct().Count());
    }

    public void Dispose() => folder.Dispose();
}
