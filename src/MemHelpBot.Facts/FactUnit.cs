namespace MemHelpBot.Facts;

/// <summary>What a number counts. The unit is also the suffix of the fact's name (<c>_kb</c>, <c>_bytes</c>, <c>_pages</c>, <c>_mb</c>).</summary>
public enum FactUnit
{
    /// <summary>A count, a flag, a text or a list: no unit.</summary>
    None,

    /// <summary>1024 bytes; what the kernel prints as "kB".</summary>
    KiB,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Pages of the machine that wrote the log (4 KiB on x86_64; no size is known without the page size).</summary>
    Pages,

    /// <summary>1024 KiB; what numactl and numastat print as "MB".</summary>
    MiB,

    /// <summary>Hundredths.</summary>
    Percent,

    /// <summary>A quotient; 1 means equal.</summary>
    Ratio,

    /// <summary>Seconds.</summary>
    Seconds,
}
