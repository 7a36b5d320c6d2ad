using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace MemHelpBot.Host.Tests.Infra;

/// <summary>A mapping of a YAML file; what is absent is empty.</summary>
internal sealed class YamlMap(IReadOnlyDictionary<string, object?> values)
{
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Every document of a file.</summary>
    public static IEnumerable<YamlMap> All(string file)
    {
        var parser = new Parser(new StringReader(File.ReadAllText(file)));
        var read = new List<YamlMap>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            read.Add(Of(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<object?>(parser)));
        return read;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public YamlMap Map(string name) => Of(values.GetValueOrDefault(name));

    public IEnumerable<YamlMap> Maps(string name) => List(name).Select(Of);

    public IEnumerable<string> Texts(string name) => List(name).OfType<string>();

    private IEnumerable<object?> List(string name) => values.GetValueOrDefault(name) as IEnumerable<object?> ?? [];

    private static YamlMap Of(object? value) =>
        new((value as Dictionary<object, object?>)?.ToDictionary(v => (string)v.Key, v => v.Value, StringComparer.Ordinal) ?? []);
}
