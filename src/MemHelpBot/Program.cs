using MemHelpBot;

return await HostApp.RunAsync(args, new Composition(), Console.Out, Console.Error).ConfigureAwait(false);
