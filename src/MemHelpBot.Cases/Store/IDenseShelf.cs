using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>Keeps vectors from one run to the next, where there is a place for them.</summary>
internal interface IDenseShelf
{
    /// <summary>The vectors of the same documents, or null.</summary>
    DenseIndex? Load();

    /// <summary>Keeps vectors if it can; never throws when it cannot.</summary>
    void Keep(DenseIndex index);

    /// <summary>The directions that were trained on the same documents, or null.</summary>
    LatentBasis? LoadBasis();

    /// <summary>Keeps directions if it can; never throws when it cannot.</summary>
    void Keep(LatentBasis basis);
}
