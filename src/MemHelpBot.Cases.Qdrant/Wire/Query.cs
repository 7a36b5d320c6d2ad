using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemHelpBot.Cases.Qdrant.Wire;

/// <summary>A query: one of the forms that the Query API takes. Just one of them is set.</summary>
/// <param name="Dense">Dense vectors; of each point the best one counts.</param>
/// <param name="Sparse">A sparse vector.</param>
/// <param name="Rrf">Reciprocal rank fusion of what was prefetched.</param>
[JsonConverter(typeof(QueryConverter))]
internal sealed record Query(float[][]? Dense = null, Sparse? Sparse = null, Rrf? Rrf = null);

/// <summary>Reciprocal rank fusion: a point at rank r (from 0) of a source with weight w gets 1/((r + 1)/w + k − 1).</summary>
internal sealed record Rrf(int K, double[] Weights);

/// <summary>Writes the form that is set.</summary>
internal sealed class QueryConverter : JsonConverter<Query>
{
    public override Query Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Queries are sent only.");

    public override void Write(Utf8JsonWriter writer, Query value, JsonSerializerOptions options)
    {
        if (value.Dense is { } dense)
        {
            // In the form for multivectors, with one row.
            writer.WriteStartArray();
            foreach (var row in dense)
                Write(writer, row);
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        if (value.Sparse is { } sparse)
        {
            writer.WriteStartArray("indices");
            foreach (var index in sparse.Indices)
                writer.WriteNumberValue(index);
            writer.WriteEndArray();
            writer.WritePropertyName("values");
            Write(writer, sparse.Values);
        }
        else if (value.Rrf is { } rrf)
        {
            writer.WriteStartObject("rrf");
            writer.WriteNumber("k", rrf.K);
            writer.WriteStartArray("weights");
            foreach (var weight in rrf.Weights)
                writer.WriteNumberValue(weight);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, float[] values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
