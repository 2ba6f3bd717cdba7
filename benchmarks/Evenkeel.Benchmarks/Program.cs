using BenchmarkDotNet.Running;
using Evenkeel.Benchmarks;
using Evenkeel.Benchmarks.Peers;

switch (args)
{
    case ["peers", .. string[] arguments]: return PeerTable.Run(arguments);
    case ["openblas"]: return OpenBlasServer.Run();
    case ["step", .. string[] shapes]: QuickStep.Run(shapes); return 0;
    case ["fill"]: QuickFill.Run(); return 0;
    default: BenchmarkSwitcher.FromAssembly(typeof(Product).Assembly).Run(args); return 0;
}
