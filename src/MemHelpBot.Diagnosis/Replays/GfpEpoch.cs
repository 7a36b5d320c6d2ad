namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Ranges of kernels that share one meaning of the gfp bits; vendor kernels with back-ports are ranges of their own.</summary>
public enum GfpEpoch
{
    /// <summary>2.6.32.</summary>
    V26,

    /// <summary>RHEL 6.</summary>
    El6,

    /// <summary>To 3.15.</summary>
    V310,

    /// <summary>RHEL 7 to build 514.</summary>
    El7Early,

    /// <summary>RHEL 7 between builds 514 and 1160: when 0x100000 changed its name is not known.</summary>
    El7Middle,

    /// <summary>RHEL 7 from build 1160.</summary>
    El7,

    /// <summary>3.16 to 4.0.</summary>
    V316,

    /// <summary>4.1 to 4.3.</summary>
    V41,

    /// <summary>4.4: direct and background reclaim became two bits.</summary>
    V44,

    /// <summary>4.5 to 4.9; names are printed from 4.6.</summary>
    V45,

    /// <summary>4.10 to 4.12.</summary>
    V410,

    /// <summary>4.13 and 4.14.</summary>
    V413,

    /// <summary>4.15 to 4.17.</summary>
    V415,

    /// <summary>4.18 to 5.0, RHEL 8.</summary>
    V418,

    /// <summary>5.1 to 5.13: the bits were re-ordered.</summary>
    V51,

    /// <summary>5.14 to 5.17: movable user pages carry one bit more.</summary>
    V514,

    /// <summary>5.18 to 6.2.</summary>
    V518,

    /// <summary>6.3 to 6.8: the ATOMIC bit is gone.</summary>
    V63,

    /// <summary>6.9 and later.</summary>
    V69,
}
