using System.Collections;
using System.Runtime.InteropServices;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>The signatures of a conversation, and those of each incident apart, so that thousands of incidents do not each look through all.</summary>
internal sealed class SignatureIndex : IReadOnlyList<Signature>
{
    private readonly IReadOnlyList<Signature> all;
    private readonly Dictionary<int, List<Signature>> owned = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    private SignatureIndex(IReadOnlyList<Signature> signatures)
    {
        all = signatures;
        foreach (var signature in signatures)
        {
            ids.Add(signature.Id);
            var owner = signature.Incident ?? -1;
            if (!owned.TryGetValue(owner, out var own))
                owned.Add(owner, own = []);
            own.Add(signature);
        }
    }

    /// <inheritdoc/>
    public int Count => all.Count;

    /// <summary>Ids of all signatures, each once.</summary>
    public IReadOnlySet<string> Ids => ids;

    /// <inheritdoc/>
    public Signature this[int index] => all[index];

    /// <summary>The index of a list; the list itself when it is one.</summary>
    public static SignatureIndex On(IReadOnlyList<Signature> signatures) => signatures as SignatureIndex ?? new SignatureIndex(signatures);

    /// <summary>Those of one incident or, with null, those that belong to none; in the order found.</summary>
    public ReadOnlySpan<Signature> Of(int? incident) => owned.TryGetValue(incident ?? -1, out var own) ? CollectionsMarshal.AsSpan(own) : [];

    /// <inheritdoc/>
    public IEnumerator<Signature> GetEnumerator() => all.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
