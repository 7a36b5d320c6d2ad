using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Requests for memory that runtimes, libraries and programs report as refused, with the exact size.</summary>
public sealed class RefusedRequestTests
{
    [Theory]
    [InlineData("eheap_alloc: Cannot allocate 3047428096 bytes of memory (of type \"heap\").", "3047428096", null)]
    [InlineData("Slogan: binary_alloc: Cannot reallocate 917504 bytes of memory (of type \"binary\").", "917504", null)]
    [InlineData("fatal: Out of memory, malloc failed (tried to allocate 734003200 bytes)", "734003200", "git")]
    [InlineData("remote: fatal: Out of memory, malloc failed (tried to allocate 18446744071562067968 bytes)", "18446744071562067968", "git")]
    [InlineData("pandoc: out of memory (requested 2097152 bytes)", "2097152", "pandoc")]
    [InlineData("==812==ERROR: AddressSanitizer: requested allocation size 0x2a00000000 (0x2a00001000 after adjustments for alignment, red zones etc.) exceeds maximum supported size of 0x10000000000 (thread T0)", "180388626432", null)]
    [InlineData("==77==ERROR: AddressSanitizer: allocator is out of memory trying to allocate 0x7d000000 bytes", "2097152000", null)]
    [InlineData("==9==WARNING: AddressSanitizer failed to allocate 0xfffffffffffff000 bytes", "18446744073709547520", null)]
    [InlineData("-bash: xrealloc: cannot allocate 18446744071562067968 bytes (557056 bytes allocated)", "18446744071562067968", "bash")]
    [InlineData("sort: memory exhausted", null, "sort")]
    [InlineData("GLib-ERROR **: ../glib/gmem.c:136: failed to allocate 73728 bytes", "73728", null)]
    [InlineData("OpenCV(4.5.5) alloc.cpp:73: error: (-4:Insufficient memory) Failed OpenCVInsufficient memory (Failed to allocate 191102976 bytes)", "191102976", null)]
    [InlineData("pyarrow.lib.ArrowMemoryError: malloc of size 1610612736 failed", "1610612736", null)]
    [InlineData("[3]PETSC ERROR: Memory requested 41943040000", "41943040000", null)]
    [InlineData("Reason: Could not malloc() 268435472 bytes--are we out of memory? (used: 3210MB)", "268435472", null)]
    [InlineData("0: ALLOCATE: 6871947680 bytes requested; not enough memory", "6871947680", null)]
    [InlineData("tcmalloc: large alloc 9223372036854775808 bytes == (nil) @  0x55e1", "9223372036854775808", null)]
    [InlineData("Error allocating 12519926383860640000 bytes: Cannot allocate memory", "12519926383860640000", null)]
    [InlineData("NoMemoryError: failed to allocate memory", null, null)]
    [InlineData("ERROR: LoadError: OutOfMemoryError()", null, null)]
    [InlineData("Out of memory!", null, "perl")]
    [InlineData("lua: not enough memory", null, "lua")]
    [InlineData("Python(411) malloc: *** mmap(size=1048576) failed (error code=12)", "1048576", null)]
    [InlineData("EXITING: Possible cause 1: not enough RAM. Check if you have enough RAM 41230686208 bytes", "41230686208", "STAR")]
    public void A_refusal_gives_its_size_and_program_exactly(string line, string? bytes, string? program)
    {
        var reading = PasteReader.Read(line);
        Assert.Contains("enomem-malloc", reading.Signatures.Select(s => s.Id));
        Assert.Equal(bytes is null ? [] : [bytes], reading.Values("alloc.failed_bytes"));
        Assert.Equal(program is null ? [] : [program], reading.Values("program.name"));
        Assert.Single(reading.Incidents);
    }

    [Theory]
    [InlineData("tcmalloc: large alloc 1073741824 bytes == 0x55e1c000 @")]
    [InlineData("the manual says: no eheap_alloc: Cannot allocate appears when swap is on")]
    [InlineData("printf(\"Out of memory, malloc failed (tried to allocate %lu bytes)\", n);")]
    [InlineData("sort: memory exhausted is what it prints")]
    [InlineData("Out of memory! Did you ever see that?")]
    [InlineData("tests: 3 of 4 passed, memory exhausted: never")]
    public void A_warning_a_source_text_and_a_sentence_are_no_refusal(string line)
    {
        var reading = PasteReader.Read(line);
        Assert.Empty(reading.Signatures);
        Assert.Empty(reading.Incidents);
    }

    [Fact]
    public void Gcc_names_its_stage_and_the_request() => Assert.Equal(
        ["f951", "131072"],
        [.. PasteReader.Read("f951: out of memory allocating 131072 bytes after a total of 512950272 bytes").Values("program.name"), .. PasteReader.Read("f951: out of memory allocating 131072 bytes after a total of 512950272 bytes").Values("alloc.failed_bytes")]);

    [Fact]
    public void The_rank_of_petsc_and_the_request_are_of_one_incident()
    {
        var reading = PasteReader.Read("[5]PETSC ERROR: Out of memory. This could be due to allocating\n[5]PETSC ERROR: Memory requested 18446744072642342912");
        Assert.Single(reading.Incidents);
        Assert.Equal(["18446744072642342912"], reading.Values("alloc.failed_bytes"));
        Assert.Contains("5", Assert.Single(reading.Values("mpi.failed_ranks")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-bash: fork: Nicht genügend Hauptspeicher verfügbar", "enomem-fork", "bash")]
    [InlineData("tar: Nie można przydzielić pamięci", "enomem-generic", "tar")]
    [InlineData("bash: fork: retry: 资源暂时不可用", "eagain-fork", "bash")]
    [InlineData("mmap: 无法分配内存", "enomem-mmap", null)]
    [InlineData("段错误 (核心已转储)", "segfault", null)]
    [InlineData("Naruszenie ochrony pamięci (zrzut pamięci)", "segfault", null)]
    [InlineData("已杀死", "shell-killed", null)]
    [InlineData("Getötet", "shell-killed", null)]
    public void The_c_library_and_the_shell_speak_other_languages(string line, string signature, string? program)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(program is null ? [] : [program], reading.Values("program.name"));
    }

    [Theory]
    [InlineData("rsync: read error: Cannot allocate memory (12)", "rsync")]
    [InlineData("error: fork failed: Cannot allocate memory", null)]
    [InlineData("java.io.IOException: Cannot run program \"git\": error=12, Cannot allocate memory", null)]
    [InlineData("LOG:  could not fork new process for connection: Cannot allocate memory", "postgres")]
    public void The_program_is_the_one_that_puts_its_name_first(string line, string? program) =>
        Assert.Equal(program is null ? [] : [program], PasteReader.Read(line).Values("program.name"));

    [Theory]
    [InlineData("==31==ERROR: AddressSanitizer failed to allocate 0xdfff0001000 (15392894357504) bytes at address 2008fff7000 (errno: 12)", "15392894357504")]
    [InlineData("==31==ReserveShadowMemoryRange failed while trying to map 0x1bfe00000000 bytes. Perhaps you're using ulimit -v", "30777735643136")]
    public void A_sanitizer_s_shadow_is_told_apart_from_a_request(string line, string bytes)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal(["sanitizer-shadow @ 1"], reading.Signed());
        Assert.Equal([bytes], reading.Values("alloc.failed_bytes"));
    }

    [Fact]
    public void A_sanitizer_s_allocator_is_refused_as_the_program_is() => Assert.Equal(
        ["enomem-malloc @ 1"], PasteReader.Read("==31==ERROR: AddressSanitizer failed to allocate 0x40000000 (1073741824) bytes of LargeMmapAllocator (error code: 12)").Signed());
}
