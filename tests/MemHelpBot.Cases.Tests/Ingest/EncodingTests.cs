using System.Text;
using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class EncodingTests
{
    private const string Polish = "Proces został zabity, ponieważ pamięć węzła się skończyła. Jądro wypisało: order=0, a później żądanie się powiodło.";
    private const string Chinese = "作业占用的内存超过了节点的上限，内核触发了 OOM killer，进程被杀死。请检查 dmesg 输出，并减少进程数。";
    private const string Japanese = "ジョブが使うメモリが多すぎて、カーネルがプロセスを終了しました。dmesg の出力を確認してください。";
    private const string Russian = "Процесс был завершён, потому что память узла закончилась. Проверьте вывод dmesg и уменьшите число процессов.";
    private const string German = "Der Prozess wurde beendet, weil der Speicher für größere Läufe nicht genügte. Prüfen Sie die Ausgabe, bevor Sie ändern.";
    private const string French = "Le processus a été arrêté parce que la mémoire du nœud était épuisée à cause d'un réglage erroné, voilà.";
    private const string Czech = "Proces byl ukončen, protože paměť uzlu došla. Příčinou byl příliš nízký limit řízení, který správce později změnil.";

    [Theory]
    [InlineData("iso-8859-2", Polish)]
    [InlineData("windows-1250", Polish)]
    [InlineData("windows-1250", Czech)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", "作業佔用的記憶體超過了節點的上限，核心觸發了 OOM killer，程序被終止。請檢查輸出，並減少程序數。")]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1252", German)]
    [InlineData("windows-1252", French)]
    [InlineData("utf-16", Polish)]
    [InlineData("utf-16BE", German)]
    [InlineData("utf-8", Chinese)]
    public void A_text_is_read_whatever_it_is_written_in(string encoding, string text)
    {
        var bytes = EncodingGuess.ByName(encoding)!.GetBytes(text);

        Assert.Equal(text, SourceText.Decode(bytes).Text);
    }

    [Fact]
    public void What_a_server_says_of_an_encoding_is_believed_when_the_text_is_no_utf8()
    {
        Assert.Equal("żółw", SourceText.Decode(EncodingGuess.ByName("iso-8859-2")!.GetBytes("żółw"), "ISO-8859-2").Text);
        Assert.Equal("żółw", SourceText.Decode("żółw"u8, "iso-8859-2").Text);
        Assert.Equal("abc", SourceText.Decode("abc"u8, "no such thing").Text);
    }

    [Fact]
    public void A_log_in_utf8_with_some_broken_bytes_stays_utf8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Chinese), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes(Chinese)];

        Assert.Equal($"{Chinese}\uFFFD\uFFFD{Chinese}", SourceText.Decode(bytes).Text);
    }

    [Fact]
    public void Bytes_of_any_kind_give_text_or_a_reason()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
            {
                for (var j = 0; j < bytes.Length; j++)
                    bytes[j] |= (byte)(bytes[j] < 32 ? 0x40 : 0);
            }

            var (text, note) = SourceText.Decode(bytes);
            Assert.True(text is not null || note is not null);
        }
    }
}
