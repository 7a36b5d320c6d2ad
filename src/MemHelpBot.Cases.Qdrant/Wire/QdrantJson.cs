using System.Text.Json.Serialization;

namespace MemHelpBot.Cases.Qdrant.Wire;

/// <summary>What is sent and received, written and read without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateCollection))]
[JsonSerializable(typeof(UpdateCollection))]
[JsonSerializable(typeof(CreateIndex))]
[JsonSerializable(typeof(Upsert))]
[JsonSerializable(typeof(DeletePoints))]
[JsonSerializable(typeof(GetPoints))]
[JsonSerializable(typeof(Scroll))]
[JsonSerializable(typeof(Count))]
[JsonSerializable(typeof(QueryBatch))]
[JsonSerializable(typeof(AliasChange))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(Reply<bool>))]
[JsonSerializable(typeof(Reply<Collections>))]
[JsonSerializable(typeof(Reply<CollectionInfo>))]
[JsonSerializable(typeof(Reply<CollectionExistence>))]
[JsonSerializable(typeof(Reply<Counted>))]
[JsonSerializable(typeof(Reply<UpdateResult>))]
[JsonSerializable(typeof(Reply<Aliases>))]
[JsonSerializable(typeof(Reply<QueryResult[]>))]
[JsonSerializable(typeof(Reply<ScrollPage>))]
[JsonSerializable(typeof(Reply<Record[]>))]
internal sealed partial class QdrantJson : JsonSerializerContext;
