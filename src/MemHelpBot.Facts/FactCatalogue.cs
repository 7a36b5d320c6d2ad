using System.Reflection;

namespace MemHelpBot.Facts;

/// <summary>Every fact key of the catalogues. Read by reflection: for documentation and checks, not for the way of the data.</summary>
public static class FactCatalogue
{
    /// <summary>The keys by catalogue, catalogues by name, keys in the order written.</summary>
    public static IReadOnlyList<(string Catalogue, FactKey Key)> All { get; } =
    [
        .. typeof(FactKey).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true, IsPublic: true })
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(FactKey)).OrderBy(f => f.MetadataToken)
                .Select(f => (t.Name, (FactKey)f.GetValue(null)!))),
    ];
}
