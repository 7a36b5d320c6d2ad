namespace MemHelpBot.Facts.Tests;

public sealed class FactSetTests
{
    private static Fact Order(long value, int message, int line, int? incident = null) =>
        new(OomFacts.Order, null, FactValue.Of(value), new SourceSpan(message, line, line, 0, 1), incident);

    [Fact]
    public void A_later_message_supersedes_an_earlier_one()
    {
        var facts = new FactSet([Order(2, 0, 1), Order(3, 0, 5), Order(0, 1, 1)]);
        Assert.Equal(0, facts.Integer(OomFacts.Order));
    }

    [Fact]
    public void Within_a_message_the_first_one_counts() =>
        Assert.Equal(2, new FactSet([Order(2, 0, 1), Order(3, 0, 5)]).Integer(OomFacts.Order));

    [Fact]
    public void Absent_is_not_zero() => Assert.Null(FactSet.Empty.Integer(OomFacts.Order));

    [Fact]
    public void A_fact_of_another_incident_is_not_found() =>
        Assert.Null(new FactSet([Order(2, 0, 1, incident: 0)]).Find(OomFacts.Order, incident: 1));

    [Fact]
    public void What_one_owner_told_is_found_apart_from_what_incidents_and_the_paste_told()
    {
        var facts = new FactSet([Order(2, 0, 1, incident: 0), Order(3, 0, 2), Order(4, 0, 3, incident: 1), Order(5, 1, 1, incident: 1)]);
        Assert.Equal([2L, 3, 4, 5], facts.Every(OomFacts.Order).Select(f => f.Value.Integer!.Value));
        Assert.Equal([4L, 5], facts.EveryOwn(OomFacts.Order, 1).Select(f => f.Value.Integer!.Value));
        Assert.Equal(3, facts.FindOwn(OomFacts.Order, null)!.Value.Value.Integer);
        Assert.Equal(5, facts.FindOwn(OomFacts.Order, 1)!.Value.Value.Integer);
        Assert.Null(facts.FindOwn(OomFacts.Order, 2));
    }

    [Fact]
    public void A_derived_fact_stands_on_the_lines_of_its_sources()
    {
        var derived = Fact.Derive(OomFacts.RequestBytes, null, FactValue.Of(16384), 0, "2^oom.order × page size", Order(2, 0, 7, 0));
        Assert.Equal([7], derived.Spans.Select(s => s.FirstLine));
    }

    [Fact]
    public void A_subject_takes_the_place_of_the_star() =>
        Assert.Equal("zone[1/DMA32].free_kb", ZoneFacts.Free.NameFor("1/DMA32"));

    [Fact]
    public void A_size_above_the_signed_range_keeps_its_value() =>
        Assert.Equal("18446744069414588416", FactValue.Of(18446744069414588416UL).ToString());
}
