namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>A kernel tree whose report format is known, in the order in which the formats came; vendor trees stand behind the newest tree whose format they took over.</summary>
/// <param name="Name">Short name, as the change points use it.</param>
/// <param name="Release">A release string of it.</param>
/// <param name="Index">Its place in the order.</param>
public sealed record KernelVersion(string Name, string Release, int Index)
{
    private static readonly (string Name, string Release)[] Trees =
    [
        ("2.6.32", "2.6.32-5-amd64"),
        ("el6", "2.6.32-642.6.2.el6.x86_64"),
        ("3.10", "3.10.108-1.slurm.x86_64"),
        ("el7a", "3.10.0-514.26.2.el7.x86_64"),
        ("el7", "3.10.0-1160.59.1.el7.x86_64"),
        ("4.4", "4.4.0-210-generic"),
        ("4.6", "4.6.2-040602-generic"),
        ("4.9", "4.9.0-19-amd64"),
        ("4.14", "4.14.67-coreos"),
        ("4.15", "4.15.0-213-generic"),
        ("el8.1", "4.18.0-147.8.1.el8_1.x86_64"),
        ("4.19", "4.19.0-26-amd64"),
        ("el8.3", "4.18.0-240.22.1.el8_3.x86_64"),
        ("5.0", "5.0.1-050001-generic"),
        ("5.4", "5.4.0-169-generic"),
        ("5.10", "5.10.0-28-amd64"),
        ("5.15", "5.15.0-91-generic"),
        ("6.1", "6.1.0-18-amd64"),
        ("6.6", "6.6.57-1-lts"),
        ("6.8", "6.8.0-45-generic"),
        ("6.12", "6.12.19-amd64"),
    ];

    /// <summary>All trees.</summary>
    public static IReadOnlyList<KernelVersion> All { get; } = [.. Trees.Select((t, i) => new KernelVersion(t.Name, t.Release, i))];

    /// <summary>The tree of a name.</summary>
    public static KernelVersion Of(string name) => All.Single(v => v.Name == name);

    /// <summary>Whether this tree is the named one or stands behind it.</summary>
    public bool Since(string name) => Index >= Of(name).Index;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Which of several forms a tree prints: the change points as data, in the order of the trees.</summary>
internal sealed class Epochs<T>(params (string From, T Form)[] points)
{
    private readonly (int From, T Form)[] points = [.. points.Select(p => (KernelVersion.Of(p.From).Index, p.Form))];

    /// <summary>The form of a tree: that of the last change point which is not behind it.</summary>
    public T Of(KernelVersion version) => points.Last(p => p.From <= version.Index).Form;
}
