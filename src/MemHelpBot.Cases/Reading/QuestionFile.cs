using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>questions/*.yaml</c>.</summary>
internal static class QuestionFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "questions"))
        {
            if (YamlFields.Of(item, log, "id", "text", "remedy", "elsewhere") is not { } fields)
                continue;
            var id = fields.Text("id");
            draft.Add(draft.Questions, "question", id, new Question(id, fields.Local("text"), fields.TextOrNull("remedy")) { Elsewhere = fields.TextsIfAny("elsewhere") }, fields.Line, log);
        }
    }
}
