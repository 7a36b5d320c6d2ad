using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>The parts of a document that count differently.</summary>
internal enum Field : byte
{
    /// <summary>Its title and its source's.</summary>
    Title,

    /// <summary>Its causes, signatures and environment.</summary>
    Marks,

    /// <summary>What was seen: symptom and evidence.</summary>
    Seen,

    /// <summary>Everything else.</summary>
    Body,
}

/// <summary>How much the fields count.</summary>
internal static class Fields
{
    /// <summary>Number of fields.</summary>
    public const int Count = 4;

    private static readonly float[] Weights = [2.5f, 2f, 1.5f, 1f];

    /// <summary>What an occurrence in a field counts, against one in the body.</summary>
    public static float Weight(Field field) => Weights[(int)field];

    /// <summary>The field that a section belongs to.</summary>
    public static Field Of(CaseSection section) => section.Id is "symptom" or "evidence" ? Field.Seen : Field.Body;
}
