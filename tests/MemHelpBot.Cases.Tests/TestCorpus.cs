namespace MemHelpBot.Cases.Tests;

/// <summary>A small corpus in a directory of its own, whole and without a problem; tests change what they are about.</summary>
internal sealed class TestCorpus : IDisposable
{
    public const string Fragmentation = "memory-fragmentation";
    public const string Cgroup = "cgroup-limit";
    public static readonly string[] Causes = [Fragmentation, Cgroup];

    public TestCorpus()
    {
        Root = Directory.CreateTempSubdirectory("memhelp-cases-").FullName;
        Directory.CreateDirectory(Corpus);
        Write("README.md", "The corpus of a test.");
        WriteCase("numa-fragmentation", "KVM host kills a guest although gigabytes are free", "en", Fragmentation, "kernel-oom-global", "centos7, kvm, el7",
            "An order 2 request found no block: memory was fragmented on both nodes.");
        WriteCase("container-own-limit", "Container reaches its limit of 80 MiB", "en", Cgroup, "kernel-oom-memcg", "docker, cgroup v1",
            "The memory cgroup of the container was full; the host had room.");
        WriteCase("wezel-bez-pamieci", "Kontener przekroczył limit pamięci", "pl", Cgroup, "kernel-oom-memcg", "kubernetes",
            "Grupa kontrolna kontenera osiągnęła swój limit, a jądro zabiło proces.");
        WriteCase("suipian-neicun", "空闲内存很多但分配失败", "zh", Fragmentation, "page-allocation-failure", "arm64",
            "内存碎片化严重，伙伴系统中没有连续的大块页面。");
        Write("notes/note-buddy.md", """
            ---
            id: note-buddy
            title: How the buddy allocator hands out blocks
            lang: en
            causes: [memory-fragmentation]
            signatures: []
            environment: []
            source: {title: Page allocation, url: "https://docs.kernel.org/mm/page_allocation.html", date: 2024-05, trust: kernel}
            ---
            ## Mechanism
            A request of order 2 needs 4 pages in a row, which is 16 KiB on x86.
            ## Consequences
            Raising `vm.min_free_kbytes` keeps more blocks free.
            """);
        WritePlaybook(Fragmentation, "memory fragmentation", "内存碎片化", "fragmentacja pamięci");
        WritePlaybook(Cgroup, "cgroup limit", "cgroup 内存限制", "limit grupy kontrolnej");
        Write("evidence/memory-fragmentation.yaml", """
            cause: memory-fragmentation
            evidence:
              no-block:
                en: "{zone} has {free:both} free and no block of order {order}"
                zh: "{zone} 空闲 {free:both}，但没有 {order} 阶的块"
                pl: "{zone} ma {free:both} wolnego i żadnego bloku rzędu {order}"
            """);
        Write("placeholders.yaml", """
            - word: KB
              text: {en: "twice the present value", zh: "当前值的两倍", pl: "dwukrotność obecnej wartości"}
            """);
        Write("remedies/zones.yaml", """
            - id: check-buddyinfo
              kind: check
              risk: read-only
              run_as: user
              command: cat /proc/buddyinfo
              parameters: []
              text: {en: "Shows free blocks.", zh: "显示空闲块。", pl: "Pokazuje wolne bloki."}
              source: proc(5)
              cite: ["C:note-buddy#mechanism"]
              when: []
            - id: raise-reserve
              kind: fix
              risk: reversible
              run_as: root
              command: sysctl -w vm.min_free_kbytes={kb}
              parameters:
                - {name: kb, type: size-kb, fact: "vm.min_free_kbytes", rule: "x2", placeholder: KB}
              text: {en: "Keeps more free.", zh: "保留更多空闲。", pl: "Zostawia więcej wolnego."}
              lasts: reboot
              verify: [show-reserve]
              undo: [restore-reserve]
              source: vm.rst
              cite: ["C:note-buddy#consequences"]
              when: ["kernel>=3.10"]
            - id: show-reserve
              kind: verify
              risk: read-only
              run_as: user
              command: sysctl vm.min_free_kbytes
              parameters: []
              text: {en: "Shows the value.", zh: "显示该值。", pl: "Pokazuje wartość."}
              source: sysctl(8)
              cite: ["C:note-buddy#consequences"]
              when: []
            - id: restore-reserve
              kind: undo
              risk: reversible
              run_as: root
              command: sysctl --system
              parameters: []
              text: {en: "Goes back.", zh: "恢复。", pl: "Wraca."}
              warning: {en: "All files count.", zh: "所有文件都生效。", pl: "Liczą się wszystkie pliki."}
              lasts: reboot
              source: sysctl(8)
              cite: ["C:note-buddy#consequences"]
              when: []
            """);
        Write("questions/general.yaml", """
            - id: buddyinfo
              text: {en: "What does buddyinfo say?", zh: "buddyinfo 显示什么？", pl: "Co mówi buddyinfo?"}
              remedy: check-buddyinfo
            """);
        Write("corrections.yaml", """
            - id: order-is-not-pages
              claim: {en: "Order is the number of pages.", zh: "order 是页数。", pl: "Order to liczba stron."}
              correct: {en: "Order 2 is 4 pages.", zh: "order 2 是 4 页。", pl: "Order 2 to 4 strony."}
              cite: C:note-buddy#mechanism
              patterns:
                - [order, pages]
              documents: [numa-fragmentation]
            """);
        Write("glossary.yaml", """
            - id: buddy
              terms: [buddy allocator, 伙伴系统, alokator bliźniaczy]
              text: {en: "Hands out blocks.", zh: "分配块。", pl: "Wydaje bloki."}
              cite: C:note-buddy#mechanism
            """);
        Write("lexicon.yaml", """
            - id: fragmentation
              words: [fragmentation, fragmented, 碎片, fragmentacja, pofragmentowana]
            - id: container
              words: [container, 容器, kontener]
            - id: limit
              words: [limit, 限制, 上限]
            """);
    }

    /// <summary>A directory for everything that the test writes beside the corpus.</summary>
    public string Root { get; }

    public string Corpus => Path.Combine(Root, "corpus");

    public string Data => Path.Combine(Root, "data");

    public string Cache => Path.Combine(Root, "cache");

    public string PathOf(string file) => Path.Combine(Corpus, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void Replace(string file, string old, string by)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, by, StringComparison.Ordinal));
    }

    public void WriteCase(string id, string title, string lang, string cause, string signature, string environment, string analysis) =>
        Write($"cases/{id}.md", $"""
            ---
            id: {id}
            title: "{title}"
            titles:
              zh: "测试 {id}"
              pl: "Próba {id}"
            lang: {lang}
            causes: [{cause}]
            signatures: [{signature}]
            environment: [{environment}]
            source:
              title: "{title}"
              url: https://example.org/{id}
              date: 2022-06-15
              lang: {lang}
              trust: blog
            ---
            ## Symptom
            A process was killed: {title}.
            ## Evidence
            ```
            worker invoked oom-killer: gfp_mask=0x3000d0, order=2
            ## not a heading
            ```
            ## Analysis
            {analysis}
            ## Resolution
            See {id}, where the setting was changed.
            ## Commands
            `cat /proc/buddyinfo`
            ## Corrections
            None.
            """);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void WritePlaybook(string cause, string en, string zh, string pl) =>
        Write($"playbooks/{cause}.yaml", $$"""
            cause: {{cause}}
            name: {en: "{{en}}", zh: "{{zh}}", pl: "{{pl}}"}
            headline: {en: "It was {{en}}.", zh: "原因是{{zh}}。", pl: "To {{pl}}."}
            explanation:
              - text: {en: "A block of order 2 is 16 KiB.", zh: "2 阶块为 16 KiB。", pl: "Blok rzędu 2 to 16 KiB."}
                cite: ["C:note-buddy#mechanism"]
              - text: {en: "Single pages do not help.", zh: "单页无济于事。", pl: "Pojedyncze strony nie pomagają."}
                cite: ["C:note-buddy#mechanism", "C:numa-fragmentation#analysis"]
            why_not_more_ram:
              text: {en: "More memory is cut up as well.", zh: "更多内存同样会碎片化。", pl: "Więcej pamięci też się pofragmentuje."}
              cite: ["C:note-buddy#mechanism"]
            remedies: [check-buddyinfo, raise-reserve, show-reserve, restore-reserve]
            """);
}
