using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>Facts of a report that derived facts stand on.</summary>
internal sealed class Evidence
{
    /// <summary><c>oom.constraint</c>.</summary>
    public Fact? Constraint { get; set; }

    /// <summary>The first fact from a line about a cgroup's limit.</summary>
    public Fact? Memcg { get; set; }

    /// <summary>The fact of the kill line, pid of victim or choice.</summary>
    public Fact? Kill { get; set; }

    /// <summary>The first zone's free memory.</summary>
    public Fact? Zone { get; set; }

    /// <summary>The virtual size of the last victim.</summary>
    public Fact? TotalVm { get; set; }

    /// <summary>The release.</summary>
    public Fact? Release { get; set; }
}
