using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Qdrant.Wire;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>Documents as points, and back.</summary>
internal static class QdrantPoints
{
    /// <summary>Sections of one point at most: scoring a point compares with each of them.</summary>
    public const int SectionsOfPart = 64;

    /// <summary>What a ranking needs to know of a document.</summary>
    public static readonly string[] MarkFields = ["id", "kind", "model", "causes", "signatures", "evidence", "environment"];

    /// <summary>All of a document.</summary>
    public static readonly string[] AllFields = [.. MarkFields, "part", "parts", "lang", "trust", "title", "source", "sections"];

    private static readonly Guid Namespace = new("6f0b2a51-8f3c-4a6e-9d5e-2f1f4a7c9b10");

    /// <summary>How many points a document is.</summary>
    public static int PartsOf(CaseDocument document) => Math.Max(1, (document.Sections.Count + SectionsOfPart - 1) / SectionsOfPart);

    /// <summary>The points of a document.</summary>
    public static IEnumerable<Point> Of(IndexedDocument indexed, string model)
    {
        var document = indexed.Document;
        var parts = PartsOf(document);
        for (var part = 0; part < parts; part++)
        {
            var from = part * SectionsOfPart;
            var sections = document.Sections.Skip(from).Take(SectionsOfPart).ToList();
            var vectors = indexed.Vectors.Skip(from).Take(SectionsOfPart).Where(v => !v.IsEmpty).Select(v => v.ToArray()).ToArray();
            yield return new Point(
                IdOf(document.Id, part),
                new PointVectors(
                    vectors.Length > 0 ? vectors : null,
                    part == 0 ? Sparse(indexed.Words) : null,
                    part == 0 ? Sparse(FactTerms.Of(CaseMarks.Of(document))) : null),
                new PointPayload
                {
                    Id = document.Id,
                    Part = part,
                    Parts = parts,
                    Kind = KindOf(document.Kind),
                    Model = model,
                    Lang = document.Lang,
                    Trust = document.Source.Trust,
                    Causes = [.. document.Causes],
                    Signatures = [.. document.Signatures],
                    Evidence = [.. document.Evidence],
                    Environment = [.. document.Environment],
                    Title = document.Title,
                    Source = new PointSource(document.Source.Title, document.Source.Url, document.Source.Date),
                    Sections = [.. sections.Select(s => new PointSection(s.Id, s.Title, s.Text, s.Lang))],
                });
        }
    }

    /// <summary>The marks that a point carries.</summary>
    public static CaseMarks MarksOf(PointPayload payload) => new(payload.Id, KindOf(payload.Kind), payload.Causes, payload.Signatures, payload.Environment) { Evidence = payload.Evidence };

    /// <summary>The document of all its parts, in order.</summary>
    public static CaseDocument DocumentOf(IReadOnlyList<PointPayload> parts)
    {
        var first = parts[0];
        var source = first.Source ?? new PointSource("", null, null);
        return new CaseDocument(
            first.Id, KindOf(first.Kind), first.Title ?? "", first.Lang, first.Causes, first.Signatures, first.Environment,
            new DocumentSource(source.Title, source.Url, source.Date, first.Trust),
            [.. parts.SelectMany(p => p.Sections).Select(s => new CaseSection(s.Id, s.Title, s.Text, s.Lang))])
        {
            Evidence = first.Evidence,
        };
    }

    /// <summary>A sparse vector; null for one without terms. Terms that share a number are added up.</summary>
    public static Sparse? Sparse(IReadOnlyList<WeightedTerm> terms)
    {
        if (terms.Count == 0)
            return null;
        var byNumber = new SortedDictionary<uint, float>();
        foreach (var (term, weight) in terms)
        {
            var number = NumberOf(term);
            byNumber[number] = byNumber.GetValueOrDefault(number) + weight;
        }

        return new Sparse([.. byNumber.Keys], [.. byNumber.Values]);
    }

    /// <summary>The id of a point: a name-based UUID (RFC 9562, version 5), the same in every generation.</summary>
    public static string IdOf(string document, int part)
    {
        var name = Encoding.UTF8.GetBytes($"{document}#{part}");
        var input = new byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input, 16);
#pragma warning disable CA5350 // Prescribed by the RFC; nothing is protected by it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }

    /// <summary>The name of a kind in payloads.</summary>
    public static string KindOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Case => "case",
        DocumentKind.Note => "note",
        DocumentKind.Bug => "bug",
        _ => "external",
    };

    private static DocumentKind KindOf(string kind) => kind switch
    {
        "case" => DocumentKind.Case,
        "note" => DocumentKind.Note,
        "bug" => DocumentKind.Bug,
        _ => DocumentKind.External,
    };

    // FNV-1a, 32 bits: two of a hundred thousand terms may share a number, which harms nobody.
    private static uint NumberOf(string term)
    {
        var hash = 2_166_136_261u;
        foreach (var b in Encoding.UTF8.GetBytes(term))
            hash = unchecked((hash ^ b) * 16_777_619u);
        return hash;
    }
}
