using MemHelpBot.Channels;
using MemHelpBot.Secrets;

namespace MemHelpBot;

/// <summary>Where conversations are kept and for how long: section <c>State</c> (<c>State__Kind</c> in the environment).</summary>
internal sealed record StateSettings
{
    /// <summary>local: a directory; postgres: a database that replicas share; memory: until the process ends.</summary>
    public string Kind { get; init; } = "local";

    /// <summary>For local: the directory; by default <c>conversations</c> under <c>MemHelp:Data</c>.</summary>
    public string Directory { get; init; } = "";

    /// <summary>For postgres: how to reach the database.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>For postgres: after how many seconds a replica takes up what another one, which ended, left unanswered. From 1 to 3,600.</summary>
    public int TakeOverSeconds { get; init; } = 30;

    /// <summary>After how many days without a message a stored conversation is removed. From 1 to 3,650.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Whether private IP addresses are masked too.</summary>
    public bool MaskAddresses { get; init; }

    /// <summary>Whether host names are masked too.</summary>
    public bool MaskHosts { get; init; }

    /// <summary>The same for all that leaves: to the store, to a model.</summary>
    public MaskOptions Masks => new() { PrivateAddresses = MaskAddresses, HostNames = MaskHosts };

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="BadSettingException">A setting is unknown, half set, or has a value that cannot be meant.</exception>
    public static StateSettings Read(IConfiguration configuration, string data)
    {
        var section = configuration.GetSection("State");
        section.RefuseOthers(nameof(Kind), nameof(Directory), nameof(ConnectionString), nameof(TakeOverSeconds), nameof(RetentionDays), nameof(MaskAddresses), nameof(MaskHosts));
        var kind = section[nameof(Kind)] ?? "local";
        if (kind is not ("local" or "postgres" or "memory"))
            throw new BadSettingException("State:Kind", $"\"{kind}\" is no kind of store", "write local, postgres or memory");
        var connection = section[nameof(ConnectionString)];
        if (kind == "postgres" && string.IsNullOrWhiteSpace(connection))
            throw new BadSettingException("State:ConnectionString", "is not set, and State:Kind is postgres", "write Host=db;Database=memhelp;Username=memhelp;Password=… or leave State:Kind out");
        if (kind != "postgres" && connection is not null)
            throw new BadSettingException("State:ConnectionString", $"is set, and State:Kind is {kind}", "set State:Kind to postgres or leave it out");
        if (kind != "local" && section[nameof(Directory)] is not null)
            throw new BadSettingException("State:Directory", $"is set, and State:Kind is {kind}", "set State:Kind to local or leave it out");
        return new StateSettings
        {
            Kind = kind,
            Directory = Path.GetFullPath(section[nameof(Directory)] ?? Path.Combine(data, "conversations")),
            ConnectionString = connection ?? "",
            TakeOverSeconds = section.Whole(nameof(TakeOverSeconds), 30, 1, 3600),
            RetentionDays = section.Whole(nameof(RetentionDays), 30, 1, 3650),
            MaskAddresses = section.Flag(nameof(MaskAddresses)),
            MaskHosts = section.Flag(nameof(MaskHosts)),
        };
    }
}
