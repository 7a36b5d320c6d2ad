using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Sizing;

/// <summary>What kind of number the size of a refused request is.</summary>
internal enum RefusedSize
{
    /// <summary>A size that a machine can have.</summary>
    Plausible,

    /// <summary>Larger than the memory of all but a few machines (8 TiB): rather a wrong shape than a need.</summary>
    BeyondCommonMachines,

    /// <summary>Not addressable by a process (2^47 bytes, four-level page tables of x86_64), so no machine could serve it.</summary>
    BeyondAddressSpace,

    /// <summary>Negative, or above the signed range as a negative number prints when taken for unsigned.</summary>
    Negative,
}

/// <summary>Sizes of refused requests.</summary>
internal static class RefusedSizes
{
    /// <summary>User address space of a process on x86_64 with four-level page tables (Documentation/arch/x86/x86_64/mm.rst).</summary>
    public const long AddressSpaceBytes = 1L << 47;

    /// <summary>More than almost every machine has: 8 TiB.</summary>
    public const long CommonMachineBytes = 1L << 43;

    /// <summary>The kind of a size in bytes. A size that is no integer is taken as plausible: nothing is known about it.</summary>
    public static RefusedSize Kind(Fact bytes) =>
        bytes.Value.Unsigned is not null ? RefusedSize.Negative
        : bytes.Value.Integer switch
        {
            < 0 => RefusedSize.Negative,
            >= AddressSpaceBytes => RefusedSize.BeyondAddressSpace,
            >= CommonMachineBytes => RefusedSize.BeyondCommonMachines,
            _ => RefusedSize.Plausible,
        };
}
