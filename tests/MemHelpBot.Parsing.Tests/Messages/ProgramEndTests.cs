using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>How launchers, shells and supervisors say that a program ended, and which program it was.</summary>
public sealed class ProgramEndTests
{
    [Fact]
    public void The_launcher_of_PyTorch_names_the_signal_and_what_it_ran_and_is_not_the_program_itself()
    {
        var reading = PasteReader.Read("E0325 20:57:27 2606 torch/distributed/elastic/multiprocessing/api.py:869] failed (exitcode: -9) local_rank: 5 (pid: 3041) of binary: /opt/conda/bin/python3\n"
            + "Traceback (most recent call last):\n  File \"/opt/conda/bin/torchrun\", line 8, in <module>\n    sys.exit(main())\n");
        Assert.Equal(["9"], reading.Values("process.signal"));
        Assert.Equal(["-9"], reading.Values("process.exit_code"));
        Assert.Equal(["python3"], reading.Values("program.name"));
        Assert.Equal(["shell-killed"], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void An_exit_code_of_one_is_no_signal() =>
        Assert.Empty(PasteReader.Read("ERROR:torch.distributed.elastic.multiprocessing.api:failed (exitcode: 1) local_rank: 0 (pid: 17) of binary: /usr/bin/python3").Values("process.signal"));

    [Theory]
    [InlineData("$ ./solve big.in\n$ echo $?\n137\n", "137")]
    [InlineData("Command exit status:\n  139\n", "139")]
    public void A_code_on_a_line_of_its_own_belongs_to_the_question_before_it(string paste, string code) =>
        Assert.Equal([code], PasteReader.Read(paste).Values("process.exit_code"));

    [Theory]
    [InlineData("[3] MPIDU_Sock_native_to_sock failed, error not enough memory to complete the socket operation, error stack:", null)]
    [InlineData("MPID_nem_init(127)...: Unable to allocate 8192 bytes of memory for mem_region ext ranks (probably out of memory)", "8192")]
    public void MPICH_s_error_stack_tells_a_refusal(string line, string? bytes)
    {
        var reading = PasteReader.Read(line);
        Assert.Contains("enomem-malloc", reading.Signatures.Select(s => s.Id));
        Assert.Equal(bytes is null ? [] : [bytes], reading.Values("alloc.failed_bytes"));
    }

    [Theory]
    [InlineData("/var/spool/slurmd/job00733/slurm_script: line 31: 40122 Killed                  python3 train.py --epochs 9", "python3")]
    [InlineData("/bin/sh: line 1:  6131 Aborted                 /opt/bem/bin/NumCalc -istart 9 > NC9.txt", "NumCalc")]
    [InlineData("[1]+  Killed                  ./relax.x < in.relax", "relax.x")]
    public void A_shell_prints_what_it_ran(string line, string program) => Assert.Equal([program], PasteReader.Read(line).Values("program.name"));

    [Fact]
    public void A_rank_of_an_MPICH_abort_is_the_failed_one() =>
        Assert.Equal(["21"], PasteReader.Read("Abort(1681039) on node 21 (rank 21 in comm 0): Fatal error in PMPI_Iprobe: Other MPI error, error stack:").Values("mpi.failed_ranks"));
}
