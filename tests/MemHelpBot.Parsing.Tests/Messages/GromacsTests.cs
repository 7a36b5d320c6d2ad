using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class GromacsTests
{
    [Fact]
    public void A_fatal_error_wrapped_over_lines_is_one_incident_with_all_its_facts()
    {
        var reading = Fixture.Read("Messages/gromacs-wrapped.txt");
        Assert.Equal(IncidentKind.Program, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(
        [
            "program.name = gmx mdrun @ 1", "program.version = 2019.6 @ 1", "mpi.ranks = 96 @ 3", "alloc.failed_bytes = 900100200 @ 5", "alloc.per_thread = true @ 6",
            "alloc.where = /opt/build/gromacs-2019.6/src/gromacs/mdlib/nbnxn_grid.cpp:1201 @ 9", "slurm.job_id = 5150 @ 11", "slurm.step = 3 @ 11", "slurm.node = cn0007 @ 11",
            "slurm.node = cn0008 @ 13", "program.command_line = gmx_mpi mdrun -deffnm em -npme 32 -ntomp 8 -dd 4 4 4 @ 15", "mpi.pme_ranks = 32 @ 15", "mpi.threads_per_rank = 8 @ 15",
            "mpi.dd_ranks = 64 @ 15", "mpi.failed_ranks = 12, 14, 15, 40 @ 3", "mpi.nodes = cn0007, cn0008 @ 11",
            "slurm.failed_tasks = 12@cn0007, 14@cn0007, 15@cn0007, 40@cn0008 @ 12",
        ], reading.Printed().Where(f => !f.StartsWith("program.message", StringComparison.Ordinal)));
        Assert.Equal(["gmx-realloc @ 5", "mpi-abort @ 10", "slurm-cancelled @ 11"], reading.Signed());
    }

    [Fact]
    public void The_ranks_of_the_domain_grid_are_derived_from_the_command_line()
    {
        var fact = Fixture.Read("Messages/gromacs-wrapped.txt").Facts.Find(MpiFacts.DomainRanks)!.Value;
        Assert.Equal("4 × 4 × 4 (-dd of the command line)", fact.Derivation!.Formula);
    }

    [Fact]
    public void Calloc_states_elements_and_their_size()
    {
        var reading = Fixture.Read("Messages/gromacs-one-line.txt");
        Assert.Equal(["72000"], reading.Values("alloc.failed_bytes"));
        Assert.Equal(["confio.c:77"], reading.Values("alloc.where"));
        Assert.Empty(reading.Values("alloc.per_thread"));
    }

    [Fact]
    public void A_failure_behind_an_abort_and_a_new_command_line_is_another_run()
    {
        var reading = PasteReader.Read(
            "Abort(1) on node 4 (rank 4 in comm 0): boom\nCommand line:\ngmx_mpi mdrun -ntomp 2\n(unknown)(): Message truncated\nslurmstepd: error: *** STEP 12.0 ON n1 CANCELLED AT 2024-01-01T00:00:00 ***");
        Assert.Equal(2, reading.Incidents.Count);
        Assert.Equal(["12"], reading.Values("slurm.job_id", incident: 1));
        Assert.Equal(["4"], reading.Values("mpi.failed_ranks", incident: 0));
    }
}
