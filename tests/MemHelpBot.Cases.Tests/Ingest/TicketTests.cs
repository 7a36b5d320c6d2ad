namespace MemHelpBot.Cases.Tests.Ingest;

/// <summary>Exports of ticket systems, in the shapes that they are made in.</summary>
public sealed class TicketTests : IDisposable
{
    private readonly IngestFolder folder = new();

    [Fact]
    public void A_jira_export_gives_a_document_a_ticket_with_its_comments_in_order_and_its_logs_whole()
    {
        folder.Write("jira.csv", """"
            Summary,Issue key,Issue id,Status,Created,Environment,Description,Comment,Comment,Comment
            "Render job killed, ""again""",FARM-17,90017,Done,25/Mar/21 10:22 AM,"RHEL 8.4, kernel 4.18","The job ends after an hour.

            {noformat}
            [812.4] blender invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0

            [812.5] Out of memory: Killed process 411 (blender)
            {noformat}
            Happens on every node.","27/Mar/21 9:00 AM;ada;Raised the limit to 96 GiB, it holds.","26/Mar/21 8:00 AM;bob;The node has 64 GiB.",
            No text here,FARM-18,90018,Open,26/Mar/21 1:00 PM,,,,,
            """");

        Assert.Null(folder.Ingest().Files[0].Reason);

        var document = folder.Documents()[0];
        Assert.EndsWith("-farm-17", document.Id, StringComparison.Ordinal);
        Assert.Equal(("Render job killed, \"again\"", "2021-03-25", "site"), (document.Title, document.Source.Date, document.Source.Trust));
        Assert.Equal(["Description", "Environment", "Comment 1, 2021-03-26", "Comment 2, 2021-03-27"], document.Sections.Select(s => s.Title));
        Assert.Contains("```\n[812.4] blender invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0\n\n[812.5] Out of memory: Killed process 411 (blender)\n```", document.Sections[0].Text, StringComparison.Ordinal);
        Assert.Equal("The node has 64 GiB.", document.Sections[2].Text);
        Assert.DoesNotContain(document.Sections, s => s.Text.Contains("ada", StringComparison.Ordinal));
        Assert.Equal("No text here", folder.Documents()[1].Sections[0].Text);
    }

    [Fact]
    public void A_servicenow_journal_is_read_from_its_oldest_entry()
    {
        var document = folder.Take("incident.csv", """
            number;short_description;description;opened_at;work_notes;close_notes
            INC0012;Node down;Node n7 does not answer;2022-05-04 08:00:00;"2022-05-05 09:30:00 - Ada L (Work notes)
            Unmounted /scratch.

            2022-05-04 08:10:00 - Bob K (Work notes)
            Shmem is 40 GiB.
            ";Memory was taken by a tmpfs of 40 GiB, which was unmounted.
            """);

        Assert.Equal(["Description", "Comment 1, 2022-05-04", "Comment 2, 2022-05-05", "Resolution"], document.Sections.Select(s => s.Title));
        Assert.Equal(["Node n7 does not answer", "Shmem is 40 GiB.", "Unmounted /scratch.", "Memory was taken by a tmpfs of 40 GiB, which was unmounted."], document.Sections.Select(s => s.Text));
    }

    [Theory]
    [InlineData("ID\tSubject\tDescription\tCreated at\n7\tHeap full\tThe heap of the gateway was full.\t2023-01-02 03:04:05\n")]
    [InlineData("\uFEFFTicket#;Title;Body;Created\n7;Heap full;The heap of the gateway was full.;2023-01-02 03:04:05\n")]
    [InlineData("编号,标题,描述,创建时间\n7,Heap full,The heap of the gateway was full.,2023-01-02 03:04:05\n")]
    [InlineData("Numer;Tytuł;Opis;Utworzono\n7;Heap full;The heap of the gateway was full.;2023-01-02 03:04:05\n")]
    public void Columns_are_known_by_the_names_that_systems_give_them(string csv)
    {
        var document = folder.Take("export.csv", csv);

        Assert.Equal(("Heap full", "2023-01-02"), (document.Title, document.Source.Date));
        Assert.Equal("The heap of the gateway was full.", Assert.Single(document.Sections).Text);
    }

    [Fact]
    public void A_secret_in_a_cell_is_masked() =>
        Assert.Contains("password: masked-password-1", folder.Take("t.csv", "Subject,Description\nLogin,\"password: hunter2222\nthen it hung\"\n").Sections[0].Text, StringComparison.Ordinal);

    [Fact]
    public void A_ticket_as_json_is_the_same()
    {
        folder.Write("export.json", """
            {"total": 2, "issues": [
              {"key": "HPC-4", "fields": {"summary": "MPI job dies", "created": "2020-02-03T04:05:06.000+0000", "description": "Ranks are killed.",
                "comment": {"comments": [{"created": "2020-02-05T00:00:00", "body": "Fewer ranks help."}, {"created": "2020-02-04T00:00:00", "body": "Node has 192 GiB."}]}}},
              {"id": 31, "subject": "Disk", "description": "Full.", "comments": [{"created_at": "2021-01-01T00:00:00Z", "body": "Emptied."}]}]}
            """);
        folder.Ingest();

        var documents = folder.Documents();
        Assert.Equal(["MPI job dies", "Disk"], documents.Select(d => d.Title));
        Assert.EndsWith("-31", documents[1].Id, StringComparison.Ordinal);
        Assert.Equal(["Ranks are killed.", "Node has 192 GiB.", "Fewer ranks help."], documents[0].Sections.Select(s => s.Text));
        Assert.Equal("2020-02-03", documents[0].Source.Date);
    }

    [Fact]
    public void Many_tickets_of_one_key_and_a_quote_that_never_ends_cost_time_by_their_length_only()
    {
        folder.Write("same.csv", "Key,Summary,Description\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"K-1,Title {i},Text {i}\n")));
        folder.Write("open.csv", "Summary,Description\nx,\"never ends\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"row {i},\"\"text\"\"\n")));

        var files = folder.Ingest().Files;

        Assert.Equal(20_000, files.Single(f => f.Path.EndsWith("same.csv", StringComparison.Ordinal)).Documents.Distinct().Count());
        Assert.Single(files.Single(f => f.Path.EndsWith("open.csv", StringComparison.Ordinal)).Documents);
    }

    public void Dispose() => folder.Dispose();
}
