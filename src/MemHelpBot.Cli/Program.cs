using MemHelpBot.Cli;

return await CommandLine.RunAsync(args, Composition.Shipped, Surroundings.OfProcess());
