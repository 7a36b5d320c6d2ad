using MemHelpBot.LogGenerator.Truth;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>Takes the records of a report (one printk each, some of several lines) and the facts that they tell.</summary>
internal sealed class ReportWriter
{
    private readonly List<string> records = [];
    private readonly List<TrueFact> facts = [];

    /// <summary>The records so far.</summary>
    public IReadOnlyList<string> Records => records;

    /// <summary>The facts so far.</summary>
    public IReadOnlyList<TrueFact> Facts => facts;

    /// <summary>Index of the record that is printed next.</summary>
    public int Next => records.Count;

    /// <summary>Prints a record. The facts told before it with <see cref="Tell(string, TrueValue)"/> stand in it.</summary>
    public void Print(string record) => records.Add(record);

    /// <summary>Tells a fact of the record that is printed next.</summary>
    public void Tell(string name, TrueValue value) => Tell(name, value, Next, Next);

    /// <summary>Tells a fact that needs the records from first to last. The same value twice is one fact.</summary>
    public void Tell(string name, TrueValue value, int first, int last)
    {
        if (!facts.Exists(f => f.Name == name && f.Value.Text == value.Text))
            facts.Add(new TrueFact(name, value, first, last));
    }
}
