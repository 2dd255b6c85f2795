using Marketplace.Benchmarks.Matching;

return args switch
{
    ["matching", var folder] => MatchingCommand.Run(folder, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/Marketplace.Benchmarks -- <command>

          matching <folder>   quality of the matching engine on the test collections in the folder, and its speed
        """);
    return 2;
}
