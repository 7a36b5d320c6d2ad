using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// What a rule about programs may look at: what its incident tells, and what the paste tells as a whole. What another
/// incident tells is not evidence here, and the paste as a whole does not repeat what an incident already tells.
/// </summary>
internal static class SceneReading
{
    /// <summary>The message in this incident; for the paste as a whole one that belongs to no incident.</summary>
    public static Signature? Seen(this Scene scene, string id)
    {
        foreach (var signature in scene.Own)
        {
            if (signature.Id == id)
                return signature;
        }

        return null;
    }

    /// <summary>The first of the messages that is there, in the order of <paramref name="ids"/>.</summary>
    public static Signature? SeenAny(this Scene scene, params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            if (scene.Seen(id) is { } signature)
                return signature;
        }

        return null;
    }

    /// <summary>The fact of this incident, else of the paste as a whole; the newest message counts.</summary>
    public static Fact? Told(this Scene scene, FactKey key, string? subject = null) =>
        scene.Own(key, subject) ?? (scene.Index is null ? null : scene.Facts.FindOwn(key, null, subject));

    /// <summary>The fact of this incident alone; for the paste as a whole one that belongs to no incident.</summary>
    public static Fact? Own(this Scene scene, FactKey key, string? subject = null) => scene.Facts.FindOwn(key, scene.Index, subject);

    /// <summary>An argument that only cites the line of a message.</summary>
    public static EvidenceArgument Line(this Signature signature) => EvidenceArgument.Line(signature.Span);

    /// <summary>An argument that only cites the line of a fact.</summary>
    public static EvidenceArgument Line(this Fact fact) => EvidenceArgument.Line(fact.Span);

    /// <summary>Whether a limit was told to be unlimited.</summary>
    public static bool IsUnlimited(this Fact fact) => fact.Value.Text == "unlimited";
}
