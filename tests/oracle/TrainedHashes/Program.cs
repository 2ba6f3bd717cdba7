// Trains the networks of HashedNet in this process, whatever its environment lets it use, and writes a fingerprint of each.
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Evenkeel.Numerics;
using Evenkeel.Tests.Oracle;

Console.WriteLine($"fma {Fma.IsSupported}, 256 bits {Vector256.IsHardwareAccelerated}, 512 bits {Vector512.IsHardwareAccelerated}");
foreach (HashedNet net in HashedNet.All) Console.WriteLine($"{net.Name} {net.Train(Workers.One)}");
