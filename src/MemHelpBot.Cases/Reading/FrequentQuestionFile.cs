using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads a file of <c>faq/</c>.</summary>
internal static class FrequentQuestionFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "frequent questions"))
        {
            if (YamlFields.Of(item, log, "id", "asks", "text", "cite", "remedies") is not { } fields)
                continue;
            var id = fields.Text("id");
            var question = new FrequentQuestion(id, fields.SomeTexts("asks"), fields.Local("text"), fields.SomeTexts("cite"), fields.TextsIfAny("remedies"));
            draft.Add(draft.FrequentQuestions, "frequent question", id, question, fields.Line, log);
        }
    }
}
