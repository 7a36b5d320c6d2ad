using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemHelpBot.Answers.Fit;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering;

/// <summary>Tables of "would it fit?" for a terminal, as Markdown, and as JSON.</summary>
public static class FitTables
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tables as text that ends with a line end.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="heads">Headings by id: what, value, source, note, missing.</param>
    /// <param name="format">text, markdown or json.</param>
    /// <param name="language">Language of the words.</param>
    public static string Of(IReadOnlyList<WordedTable> tables, IReadOnlyDictionary<string, string> heads, string format, string language)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(heads);
        if (format == "json")
            return Json(tables, language);
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            if (text.Length > 0)
                text.Append('\n');
            if (format == "markdown")
                Markdown(text, table, heads);
            else
                Terminal(text, table, heads);
        }

        return text.ToString();
    }

    private static void Terminal(StringBuilder text, WordedTable table, IReadOnlyDictionary<string, string> heads)
    {
        text.Append(PlainText.OneLine(table.Title)).Append('\n');
        var rows = table.Rows.Select(r => (Label: PlainText.OneLine(r.Label), Value: PlainText.OneLine(r.Value), Source: PlainText.OneLine(r.Source))).ToList();
        var (labels, values) = (rows.Select(r => DisplayWidth.Of(r.Label)).DefaultIfEmpty().Max(), rows.Select(r => DisplayWidth.Of(r.Value)).DefaultIfEmpty().Max());
        foreach (var (label, value, source) in rows)
        {
            text.Append("  ").Append(label).Append(' ', labels - DisplayWidth.Of(label) + 2)
                .Append(' ', values - DisplayWidth.Of(value)).Append(value).Append("  ").Append(source).Append('\n');
        }

        text.Append("  => ").Append(table.Verdict).Append('\n');
        foreach (var note in table.Notes)
            text.Append("  ").Append(heads["note"]).Append(": ").Append(PlainText.OneLine(note)).Append('\n');
        foreach (var missing in table.Missing)
            text.Append("  ").Append(heads["missing"]).Append(": ").Append(missing.Text).Append('\n');
    }

    private static void Markdown(StringBuilder text, WordedTable table, IReadOnlyDictionary<string, string> heads)
    {
        text.Append("### ").Append(MarkdownText.Escaped(table.Title)).Append("\n\n| ").Append(heads["what"]).Append(" | ").Append(heads["value"]).Append(" | ")
            .Append(heads["source"]).Append(" |\n| --- | ---: | --- |\n");
        foreach (var row in table.Rows)
            text.Append("| ").Append(MarkdownText.Escaped(row.Label)).Append(" | ").Append(MarkdownText.Escaped(row.Value)).Append(" | ").Append(MarkdownText.Escaped(row.Source)).Append(" |\n");
        text.Append("\n**").Append(MarkdownText.Escaped(table.Verdict)).Append("**\n");
        if (table.Notes.Count + table.Missing.Count > 0)
            text.Append('\n');
        foreach (var note in table.Notes)
            text.Append("- ").Append(heads["note"]).Append(": ").Append(MarkdownText.Escaped(note)).Append('\n');
        foreach (var missing in table.Missing)
            text.Append("- ").Append(heads["missing"]).Append(": ").Append(MarkdownText.Escaped(missing.Text)).Append('\n');
    }

    private static string Json(IReadOnlyList<WordedTable> tables, string language)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("language", language);
            json.WriteStartArray("tables");
            foreach (var table in tables)
                Write(json, table);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, WordedTable table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("title", table.Title);
        if (table.Incident is { } incident)
            json.WriteNumber("incident", incident);
        json.WriteString("outcome", table.Outcome);
        json.WriteString("verdict", table.Verdict);
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteString("id", row.Id);
            json.WriteString("label", row.Label);
            json.WriteNumber("value", row.Number);
            if (row.Unit.Length > 0)
                json.WriteString("unit", row.Unit);
            json.WriteString("origin", row.Origin);
            json.WriteString("source", row.Source);
            Texts(json, "citations", row.Citations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Texts(json, "notes", table.Notes);
        json.WriteStartArray("missing");
        foreach (var missing in table.Missing)
        {
            json.WriteStartObject();
            json.WriteString("id", missing.Id);
            json.WriteString("text", missing.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
