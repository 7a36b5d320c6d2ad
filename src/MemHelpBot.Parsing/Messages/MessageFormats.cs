using MemHelpBot.Parsing.Messages.KernelLines;
using MemHelpBot.Parsing.Statements;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Messages of programs, runtimes, schedulers and platforms.</summary>
internal static class MessageFormats
{
    /// <summary>
    /// Fresh readers for one paste, sharing its incidents. What names the context (prompt, job script) stands first, then what
    /// names a job, so that the messages behind it find their incident.
    /// </summary>
    public static IEnumerable<IMessageReader> Messages()
    {
        var failures = new Failures();
        return
        [
            .. KernelLine.All(failures),
            new ShellPrompt(failures), new DockerRun(failures), new GromacsRun(failures), new ProgramBanner(failures), new SlurmJob(failures), new LimitMentions(failures), new VmSetting(failures),
            new SlurmStep(failures), new SlurmTask(failures), new PbsJob(failures), new OtherSchedulers(failures), new SchedulerAccounts(failures), new Kubernetes(failures), new PodDescription(failures), new OomDaemons(failures), new Nohang(failures), new AndroidLmk(failures), new SystemdUnit(failures),
            new Gromacs(failures), new Lammps(failures), new Wrf(failures), new MpiAbort(failures), new Interconnect(failures), new FortranRuntime(failures), new Crash(failures), new ExitCode(failures),
            new DiskFull(failures), new Refusals(failures), new OwnLimits(failures), new PlatformQuota(failures), new Enomem(failures), new MappingLimits(failures), new Strace(failures), new LeakCheckers(failures), new CgroupSetup(failures), new Phrases(failures), new BuildTools(failures), new JavaMemory(failures), new HotspotReport(failures), new JavaLibraries(failures), new PythonMemory(failures), new OtherRuntimes(failures), new Databases(failures), new CudaMemory(failures), new GpuFrameworks(failures), new V8Heap(failures), new NamedProgram(failures),
            new StackRaised(), new StatedSizes(), new StatedSymptoms(), new StatedRun(failures),
        ];
    }
}
