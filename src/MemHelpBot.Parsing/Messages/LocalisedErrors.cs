namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What the C library and the shell print in other languages (glibc's and bash's message catalogues): the errors and signals
/// that concern memory. The rest of such a line is the program's own.
/// </summary>
internal static class LocalisedErrors
{
    /// <summary>strerror(ENOMEM).</summary>
    public static readonly string[] CannotAllocate =
        ["无法分配内存", "不能分配内存", "無法配置記憶體", "Nie można przydzielić pamięci", "Nicht genügend Hauptspeicher verfügbar", "Kann nicht allokieren Speicher", "Ne peut allouer de la mémoire", "Impossible d'allouer de la mémoire",
         "No se pudo asignar memoria", "No se puede asignar memoria", "Невозможно выделить память", "Не удалось выделить память", "メモリを確保できません", "メモリを割り当てることができません", "Não foi possível alocar memória",
         "Não é possível alocar memória", "Impossibile allocare memoria", "메모리를 할당할 수 없습니다"];

    /// <summary>strerror(EAGAIN).</summary>
    public static readonly string[] TemporarilyUnavailable =
        ["资源暂时不可用", "資源暫時無法取得", "Zasoby chwilowo niedostępne", "Die Ressource ist zur Zeit nicht verfügbar", "Ressource temporairement non disponible", "Recurso no disponible temporalmente", "Ресурс временно недоступен",
         "リソースが一時的に利用できません", "Recurso temporariamente indisponível", "Risorsa temporaneamente non disponibile"];

    /// <summary>strsignal(SIGKILL), a line by itself.</summary>
    public static readonly string[] Killed = ["已杀死", "已终止", "已殺死", "Unicestwiony", "Zabity", "Getötet", "Processus arrêté", "Tué", "Terminado (killed)", "Убито", "強制終了", "Ucciso", "Morto", "죽었음"];

    /// <summary>strsignal(SIGSEGV).</summary>
    public static readonly string[] Segfault =
        ["段错误", "段錯誤", "程式記憶體區段錯誤", "Naruszenie ochrony pamięci", "Speicherzugriffsfehler", "Erreur de segmentation", "Violación de segmento", "Ошибка сегментирования", "Falha de segmentação", "Errore di segmentazione", "세그멘테이션 오류"];

    /// <summary>Index of the first of the texts in a line, or -1.</summary>
    public static int In(ReadOnlySpan<char> text, string[] texts)
    {
        foreach (var known in texts)
        {
            if (text.IndexOf(known, StringComparison.Ordinal) is >= 0 and var at)
                return at;
        }

        return -1;
    }

    /// <summary>Whether the line is one of the texts and nothing more than a core dump's mention.</summary>
    public static bool Is(ReadOnlySpan<char> text, string[] texts)
    {
        var trimmed = text.Trim();
        foreach (var known in texts)
        {
            if (trimmed.SequenceEqual(known))
                return true;
        }

        return false;
    }
}
