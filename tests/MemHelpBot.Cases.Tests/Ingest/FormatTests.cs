using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class FormatTests : IDisposable
{
    private readonly IngestFolder folder = new();

    [Theory]
    [InlineData("a.md", "# Leak\n\nThe password: s3cr3t!pw, ask ada@example.org\n")]
    [InlineData("a.txt", "Leak\n\nThe password: s3cr3t!pw, ask ada@example.org\n")]
    [InlineData("a.html", "<html><body><h1>Leak</h1><p>The password: s3cr3t!pw, ask ada@example.org</p></body></html>")]
    public void Secrets_are_masked_before_a_document_is_made(string name, string text)
    {
        var document = folder.Take(name, text);
        var all = string.Join('\n', document.Sections.Select(s => s.Text).Prepend(document.Title));
        Assert.DoesNotContain("s3cr3t!pw", all, StringComparison.Ordinal);
        Assert.Contains("masked-password-1, ask masked-email-1", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_gives_headings_fenced_logs_and_front_matter()
    {
        var document = folder.Take("leak.md", """
            ---
            title: "Leak in the gateway"
            url: https://wiki.example.org/leak
            date: 2023-04-05
            ---
            # Leak

            Intro text.

            ## What we saw

            ```
            # not a heading

            free:1024kB
            ```

            ## Mended
            Restarted it.
            """);

        Assert.Equal((DocumentKind.External, "Leak in the gateway", "en"), (document.Kind, document.Title, document.Lang));
        Assert.Equal(new DocumentSource("Leak in the gateway", "https://wiki.example.org/leak", "2023-04-05", "site"), document.Source);
        Assert.Equal(["s1-leak", "s2-what-we-saw", "s3-mended"], document.Sections.Select(s => s.Id));
        Assert.Equal("```\n# not a heading\n\nfree:1024kB\n```", document.Sections[1].Text);
    }

    [Fact]
    public void Html_gives_the_article_without_its_page()
    {
        var document = folder.Take("page.html", """
            <!DOCTYPE html><html><head><title>OOM on node 7</title><link rel="canonical" href="https://kb.example.org/7"><style>p{}</style></head>
            <body><nav>Home Products</nav><main><h1>OOM on node 7</h1><p>The <b>node</b> ran
            out.</p><h2>Log</h2><pre>Node 0 DMA32 free:9000kB
            min:12000kB</pre><table><tr><th>zone</th><th>free</th></tr><tr><td>DMA32</td><td>9000</td></tr></table>
            <ul><li>first</li><li>second</li></ul><p>Was this page helpful?</p><script>alert(1)</script></main><footer>Imprint</footer></body></html>
            """);

        Assert.Equal(("OOM on node 7", "https://kb.example.org/7"), (document.Title, document.Source.Url));
        Assert.Equal("The node ran out.", document.Sections[0].Text);
        Assert.Contains("```\nNode 0 DMA32 free:9000kB\nmin:12000kB\n```", document.Sections[1].Text, StringComparison.Ordinal);
        Assert.Contains("zone | free\nDMA32 | 9000", document.Sections[1].Text, StringComparison.Ordinal);
        Assert.Contains("- first\n- second", document.Sections[1].Text, StringComparison.Ordinal);
        var all = string.Join('\n', document.Sections.Select(s => s.Text));
        Assert.DoesNotContain("alert", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Imprint", all, StringComparison.Ordinal);
        Assert.DoesNotContain("helpful", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_retrieval_record_gives_one_document_whose_contents_are_parts_even_when_it_is_called_txt()
    {
        var document = folder.Take("record.txt", """
            {"query": "作业为什么中断？",
             "summaries": ["进程因为锁定内存不足而失败。"],
             "contents": [
               "ucx_md.c:71  UCX  ERROR region failed: not enough memory resources\nThe job was aborted by the scheduler because one of the ranks died.",
               "【已解决】节点 cn17 上作业被杀\n**创建时间**: 2021-03-04 10:00:00\n作业占用内存过多，被内核杀死。\n解决方案\n减少每个节点的进程数。"]}
            """);

        Assert.Equal(("节点 cn17 上作业被杀", "2021-03-04"), (document.Title, document.Source.Date));
        Assert.Equal("zh", document.Lang);
        Assert.Equal("en", document.Sections[0].Lang);
        Assert.Contains(document.Sections, s => s.Title == "解决方案" && s.Text == "减少每个节点的进程数。" && s.Lang is null);
        Assert.Contains(document.Sections, s => s.Text == "进程因为锁定内存不足而失败。");
        Assert.DoesNotContain(document.Sections, s => s.Text.Contains("作业为什么中断", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_json_line_is_a_document_and_a_broken_one_costs_only_itself()
    {
        folder.Write("tickets.jsonl", """
            {"id": "T-17", "title": "Job killed", "text": "Killed by slurm.", "url": "https://t.example.org/17"}
            {"id": "T-18", "title":
            {"id": "T-19", "body": "Heap was full."}
            """);

        var file = folder.Ingest().Files[0];

        Assert.Equal("1 of its lines hold no document: 2", file.Reason);
        Assert.Equal(2, file.Documents.Count);
        Assert.EndsWith("-t-17", file.Documents[0], StringComparison.Ordinal);
        Assert.Equal(["Job killed", "Heap was full."], folder.Documents().Select(d => d.Title));
    }

    [Fact]
    public void The_line_numbers_of_a_scraped_code_block_are_dropped_and_the_block_stays_whole()
    {
        var document = folder.Take("scraped.txt", """
            为什么内存不见了

            先写一个脚本。

            1
            2
            3
            4
            #!/bin/bash

            # sum up
            awk '{s+=$2} END {print s}' log

            Untitled

            结果是 31 GB。

            阅读(12)  评论(0)  收藏  举报
            """);

        Assert.Equal("为什么内存不见了", document.Title);
        var text = Assert.Single(document.Sections).Text;
        Assert.Equal("先写一个脚本。\n\n```\n#!/bin/bash\n\n# sum up\nawk '{s+=$2} END {print s}' log\n```\n\n结果是 31 GB。", text);
    }

    [Fact]
    public void Plain_text_without_blank_lines_still_has_its_headings_and_its_chrome_is_gone()
    {
        var document = folder.Take("vendor.txt", """
            What Is Swap?
            Swap is space on disk that takes pages the kernel has no room for.
            Possible Causes
            - The limit is too low.
            [12.1] worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0
            [12.2] memory: usage 4096kB, limit 4096kB, failcnt 3
            Solutions
            - Raise the limit.
            Feedback
            Was this page helpful?
            """);

        Assert.Equal("What Is Swap?", document.Title);
        Assert.Equal(["What Is Swap?", "Possible Causes", "Solutions"], document.Sections.Select(s => s.Title));
        Assert.Equal("- Raise the limit.", document.Sections[2].Text);
        Assert.Contains("```\n[12.1] worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0\n[12.2] memory: usage 4096kB, limit 4096kB, failcnt 3\n```", document.Sections[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_polish_blog_gives_its_date_and_the_title_below_it()
    {
        var document = folder.Take("blog.txt", "wtorek, 3 maja 2022\n\nDlaczego serwer zabija procesy\n\nKażdy administrator zna ten błąd i wie, że nie jest to przypadek.\n");

        Assert.Equal(("Dlaczego serwer zabija procesy", "pl", "2022-05-03"), (document.Title, document.Lang, document.Source.Date));
        Assert.Single(document.Sections);
    }

    [Fact]
    public void A_long_text_is_cut_between_paragraphs_and_a_long_log_is_not()
    {
        var prose = string.Join("\n\n", Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("The node had no memory left.", 20)), 12));
        var log = string.Join('\n', Enumerable.Range(0, 200).Select(i => $"[{i}.5] Node 0 Normal free:{i}kB min:44676kB low:55844kB"));

        var document = folder.Take("long.txt", $"{prose}\n\n{log}\n");

        Assert.True(document.Sections.Count > 3);
        Assert.All(document.Sections.Where(s => !s.Text.Contains("[0.5]", StringComparison.Ordinal)), s => Assert.InRange(s.Text.Length, 1, 2100));
        Assert.Contains(document.Sections, s => s.Text.Contains(log, StringComparison.Ordinal));
    }

    [Fact]
    public void Utf16_is_read_and_bytes_that_are_no_text_become_marks()
    {
        File.WriteAllText(folder.PathOf("wide.txt"), "Speicher ist voll und der Prozess wird beendet.", System.Text.Encoding.Unicode);
        File.WriteAllBytes(folder.PathOf("mixed.txt"), [.. "The memory is "u8, 0xFF, 0xC3, .. " full."u8]);
        folder.Ingest();

        Assert.Equal("de", folder.Documents().Single(d => d.Id.StartsWith("ext-wide", StringComparison.Ordinal)).Lang);
        Assert.Contains('\uFFFD', folder.Documents().Single(d => d.Id.StartsWith("ext-mixed", StringComparison.Ordinal)).Sections[0].Text);
    }

    public void Dispose() => folder.Dispose();
}
