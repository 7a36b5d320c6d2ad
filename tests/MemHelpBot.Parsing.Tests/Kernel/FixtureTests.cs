using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

public sealed class FixtureTests
{
    [Theory]
    [MemberData(nameof(Fixture.Names), MemberType = typeof(Fixture))]
    public void A_report_yields_exactly_its_facts(string name)
    {
        var fixture = Fixture.Of(name);
        var reading = PasteReader.Read(fixture.Log);
        Assert.Equal(fixture.Facts.Select(f => f.ToString()).Order(StringComparer.Ordinal), Fixture.Told(reading));
        Assert.Single(reading.Incidents);
        Assert.Empty(reading.Notices);
        Assert.Empty(reading.Unread);
    }

    [Theory]
    [MemberData(nameof(Fixture.Names), MemberType = typeof(Fixture))]
    public void Every_fact_names_the_line_it_stands_on(string name)
    {
        var fixture = Fixture.Of(name);
        var read = PasteReader.Read(fixture.Log).Facts.All.Where(f => f.Derivation is null);
        foreach (var fact in read)
            Assert.Contains(fixture.Facts, e => e.Name == fact.Name && e.Line == fact.Span.FirstLine);
    }

    [Theory]
    [MemberData(nameof(Fixture.Names), MemberType = typeof(Fixture))]
    public void The_characters_of_a_span_are_the_value(string name)
    {
        var fixture = Fixture.Of(name);
        var seen = 0;
        foreach (var fact in PasteReader.Read(fixture.Log).Facts.All)
        {
            if (fact.Derivation is not null || fact.Value.Kind is not (FactValueKind.Text or FactValueKind.Integer) || fact.Value.Text == "unlimited"
                || fact.Name.StartsWith("memcg.", StringComparison.Ordinal) || fact.Name.EndsWith("gfp_mask", StringComparison.Ordinal) || fact.Name == "tasks.count")
            {
                continue;
            }

            seen++;
            Assert.Equal(fact.Value.ToString(), fixture.Log[fact.Span.Start..fact.Span.End]);
        }

        Assert.True(seen > 5);
    }

    [Theory]
    [InlineData("2.6.32", "kernel-oom-global")]
    [InlineData("el6-memcg", "kernel-oom-memcg")]
    [InlineData("el7", "kernel-oom-global")]
    [InlineData("4.4", "kernel-oom-global")]
    [InlineData("4.15-memcg", "kernel-oom-memcg")]
    [InlineData("el8", "kernel-oom-global")]
    [InlineData("5.4-memcg-v2", "kernel-oom-memcg")]
    [InlineData("5.15-failure", "page-allocation-failure")]
    [InlineData("6.8", "kernel-oom-global")]
    public void A_report_has_its_signature(string name, string signature)
    {
        var reading = PasteReader.Read(Fixture.Of(name).Log);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void A_report_cut_at_both_ends_yields_what_it_has()
    {
        var lines = Fixture.Of("el7").Log.Split('\n');
        var reading = PasteReader.Read(string.Join('\n', lines[16..24]));
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(3288100, reading.Facts.Integer(ZoneFacts.Free, 0, "0/Normal"));
        Assert.Equal(3, reading.Facts.Find(ZoneFacts.Free, 0, "0/Normal")!.Value.Span.FirstLine);
        Assert.Null(reading.Facts.Find(OomFacts.Invoker));
        Assert.Empty(reading.Signatures);
    }

    [Fact]
    public void Prose_and_blank_lines_between_the_lines_change_no_fact()
    {
        foreach (var fixture in Fixture.All().Where(f => f.Name != "5.4-memcg-v2"))
        {
            var mixed = string.Join("\n\nand then, some minutes later, we saw this:\n...\n", fixture.Log.Split('\n'));
            var told = Fixture.Told(PasteReader.Read(mixed));
            var want = fixture.Facts.Where(f => !f.Name.StartsWith("tasks.", StringComparison.Ordinal)).Select(f => f.ToString());
            Assert.Equal(want.Order(StringComparer.Ordinal), told.Where(t => !t.StartsWith("tasks.", StringComparison.Ordinal)));
        }
    }
}
