using BenchmarkDotNet.Running;
using Evenkeel.Benchmarks;

if (args is ["step", .. string[] shapes]) QuickStep.Run(shapes);
else if (args is ["nets", .. string[] only]) QuickNets.Run(only);
else if (args is ["fill"]) QuickFill.Run();
else BenchmarkSwitcher.FromAssembly(typeof(Product).Assembly).Run(args);
