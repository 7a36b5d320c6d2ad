namespace MemHelpBot.Facts;

/// <summary>sysctl vm.*; the subject is the name behind vm.</summary>
public static class VmFacts
{
    /// <summary>A setting of vm.*, as printed; a list where it is one (lowmem_reserve_ratio).</summary>
    public static readonly FactKey Setting =
        new("vm.*", FactValueKind.Integer, FactUnit.None, "A setting of vm.*, as printed; a list where it is one (lowmem_reserve_ratio).");
}
