using BenchmarkDotNet.Running;
using Evenkeel.Benchmarks;
using Evenkeel.Benchmarks.Peers;

switch (args)
{
    case ["peers", .. string[] arguments]: return PeerTable.Run(arguments);
    case ["openblas"]: return OpenBlasServer.Run();
    case ["step", .. string[] shapes]: return Try(QuickStep.Run, shapes);
    case ["parts", .. string[] networks]: return Try(StepParts.Run, networks);
    case ["fill"]: QuickFill.Run(); return 0;
    case ["probe"]: ProbeCost.Run(); return 0;
    case ["theory"]: TheoryCost.Run(); return 0;
    case ["lab", .. string[] only]: LabCost.Run(only); return 0;
    case ["report", .. string[] folder]: ReportCost.Run(folder is [string place] ? place : ""); return 0;
    case ["shapeset"]: QuickShapeset.Run(); return 0;
    case ["glorot", .. string[] numbers]: return Try(GlorotRate.Run, numbers);
    case ["forensics"]: ForensicsCost.Run(); return 0;
    case ["scaling"]: SweepCost.Run(); return 0;
    default: BenchmarkSwitcher.FromAssembly(typeof(Product).Assembly).Run(args); return 0;
}

static int Try(Action<string[]> run, string[] arguments)
{
    try
    {
        run(arguments);
        return 0;
    }
    catch (FormatException misfit)
    {
        Console.Error.WriteLine(misfit.Message);
        return 2;
    }
}
