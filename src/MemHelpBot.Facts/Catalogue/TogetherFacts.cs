namespace MemHelpBot.Facts;

/// <summary>What several incidents say together (see Diagnosis/Together). All derived; of the paste as a whole. Times are differences of printed times.</summary>
public static class TogetherFacts
{
    /// <summary>How often something of that cgroup, Pod, unit or program was killed; the subject is its name.</summary>
    public static readonly FactKey Kills =
        new("repeat[*].kills", FactValueKind.Integer, FactUnit.None, "How often something of that cgroup, Pod, unit or program was killed; the subject is its name.");

    /// <summary>Seconds from the first of these kills to the last.</summary>
    public static readonly FactKey Seconds =
        new("repeat[*].seconds", FactValueKind.Integer, FactUnit.Seconds, "Seconds from the first of these kills to the last.");

    /// <summary>Average seconds from one of these kills to the next.</summary>
    public static readonly FactKey Interval =
        new("repeat[*].interval_seconds", FactValueKind.Integer, FactUnit.Seconds, "Average seconds from one of these kills to the next.");

    /// <summary>Smallest anonymous memory of the victims of these kills.</summary>
    public static readonly FactKey Smallest =
        new("repeat[*].smallest_anon_kb", FactValueKind.Integer, FactUnit.KiB, "Smallest anonymous memory of the victims of these kills.");

    /// <summary>Largest anonymous memory of the victims of these kills.</summary>
    public static readonly FactKey Largest =
        new("repeat[*].largest_anon_kb", FactValueKind.Integer, FactUnit.KiB, "Largest anonymous memory of the victims of these kills.");

    /// <summary>Machine-wide kills on one host that belong together.</summary>
    public static readonly FactKey CascadeKills =
        new("cascade[*].kills", FactValueKind.Integer, FactUnit.None, "Machine-wide kills on one host that belong together; the subject is the host, or 'host' where none is printed.");

    /// <summary>Seconds from the first of them to the last.</summary>
    public static readonly FactKey CascadeSeconds =
        new("cascade[*].seconds", FactValueKind.Integer, FactUnit.Seconds, "Seconds from the first of them to the last.");

    /// <summary>Program that stands in the task tables of these kills, is larger than each victim and was not killed.</summary>
    public static readonly FactKey Survivor =
        new("cascade[*].survivor", FactValueKind.Text, FactUnit.None, "Program that stands in the task tables of these kills, is larger than each victim and was not killed.");

    /// <summary>Its resident memory at the first of these kills, all processes of that name together.</summary>
    public static readonly FactKey SurvivorFirst =
        new("cascade[*].survivor_first_kb", FactValueKind.Integer, FactUnit.KiB, "Its resident memory at the first of these kills, all processes of that name together.");

    /// <summary>The same at the last of these kills.</summary>
    public static readonly FactKey SurvivorLast =
        new("cascade[*].survivor_last_kb", FactValueKind.Integer, FactUnit.KiB, "The same at the last of these kills.");

    /// <summary>Program whose processes together hold most in the task table of a kill that took another one; per incident.</summary>
    public static readonly FactKey LargestGroup =
        new("bystander.group", FactValueKind.Text, FactUnit.None, "Program whose processes together hold most in the task table of a kill that took another one; per incident.");

    /// <summary>How many processes of it there are.</summary>
    public static readonly FactKey LargestGroupCount =
        new("bystander.group_count", FactValueKind.Integer, FactUnit.None, "How many processes of it there are.");

    /// <summary>What they hold together; shared pages are counted in each.</summary>
    public static readonly FactKey LargestGroupRss =
        new("bystander.group_rss_kb", FactValueKind.Integer, FactUnit.KiB, "What they hold together; shared pages are counted in each.");

    /// <summary>Hosts on which something was killed within minutes.</summary>
    public static readonly FactKey Hosts =
        new("together.hosts", FactValueKind.Integer, FactUnit.None, "Hosts on which something was killed within minutes.");

    /// <summary>Allocation failures before the first kill on the same host.</summary>
    public static readonly FactKey Failures =
        new("together.failures", FactValueKind.Integer, FactUnit.None, "Allocation failures before the first kill on the same host.");
}
