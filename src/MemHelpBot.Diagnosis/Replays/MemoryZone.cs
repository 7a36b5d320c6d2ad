namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Zones of a node, lowest addresses first: a request may use its highest zone and every zone before it.</summary>
public enum MemoryZone
{
    /// <summary>The first 16 MiB on x86; on 32-bit ARM all of the low memory.</summary>
    Dma,

    /// <summary>Below 4 GiB on 64-bit machines.</summary>
    Dma32,

    /// <summary>What the kernel maps directly.</summary>
    Normal,

    /// <summary>On 32-bit machines what the kernel does not map directly.</summary>
    HighMem,

    /// <summary>Only pages that can be moved.</summary>
    Movable,

    /// <summary>Device memory.</summary>
    Device,
}
