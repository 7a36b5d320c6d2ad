namespace MemHelpBot.Facts;

/// <summary>An MPI run, per incident.</summary>
public static class MpiFacts
{
    /// <summary>Number of ranks.</summary>
    public static readonly FactKey Ranks =
        new("mpi.ranks", FactValueKind.Integer, FactUnit.None, "Number of ranks.");

    /// <summary>Ranks named as failed, each once, in order of appearance.</summary>
    public static readonly FactKey FailedRanks =
        new("mpi.failed_ranks", FactValueKind.Integers, FactUnit.None, "Ranks named as failed, each once, in order of appearance.");

    /// <summary>OpenMP threads of one rank.</summary>
    public static readonly FactKey ThreadsPerRank =
        new("mpi.threads_per_rank", FactValueKind.Integer, FactUnit.None, "OpenMP threads of one rank.");

    /// <summary>GROMACS ranks that only do PME.</summary>
    public static readonly FactKey PmeRanks =
        new("mpi.pme_ranks", FactValueKind.Integer, FactUnit.None, "GROMACS ranks that only do PME.");

    /// <summary>GROMACS particle ranks: product of the domain decomposition.</summary>
    public static readonly FactKey DomainRanks =
        new("mpi.dd_ranks", FactValueKind.Integer, FactUnit.None, "GROMACS particle ranks: product of the domain decomposition.");

    /// <summary>Host names in lines of ranks, launchers and communication libraries.</summary>
    public static readonly FactKey Nodes =
        new("mpi.nodes", FactValueKind.Texts, FactUnit.None, "Host names in lines of ranks, launchers and communication libraries.");

    /// <summary>Ranks times threads.</summary>
    public static readonly FactKey ThreadsTotal =
        new("mpi.threads_total", FactValueKind.Integer, FactUnit.None, "Ranks times threads.");

    /// <summary>Particle ranks plus PME ranks; equal to the ranks when every one has work.</summary>
    public static readonly FactKey AccountedRanks =
        new("mpi.accounted_ranks", FactValueKind.Integer, FactUnit.None, "Particle ranks plus PME ranks; equal to the ranks when every one has work.");

    /// <summary>Ranks that one node runs, as requested or printed.</summary>
    public static readonly FactKey RanksPerNode =
        new("mpi.ranks_per_node", FactValueKind.Integer, FactUnit.None, "Ranks that one node runs, as requested or printed.");

    /// <summary>Peak memory of the job divided by its ranks: an average, a rank can hold more.</summary>
    public static readonly FactKey RankShare =
        new("mpi.rank_share_kb", FactValueKind.Integer, FactUnit.KiB, "Peak memory of the job divided by its ranks: an average, a rank can hold more.");
}
