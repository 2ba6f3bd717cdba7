using System.Globalization;
using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Tests.Oracle;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int from = int.Parse(args[0]), to = int.Parse(args[1]);
ArrayDataSet data = Blobs.Generate(1000, 1);
using StreamWriter outFile = new(args[2], append: true) { AutoFlush = true };
for (int number = from; number < to; number++)
{
    RandomNet net = RandomNet.Of(number);
    Network network = net.For(data);
    string? refusal = network.Refusal(Initializers.Parse(net.Scheme));
    if (refusal is not null) { Console.WriteLine(net + refusal); continue; }
    var watch = System.Diagnostics.Stopwatch.StartNew();
    double? rate = net.RateThatTrains(data);
    NetworkReading r = new Probe(network, net.Start(network), 200, Workers.One).Read(data, [.. Enumerable.Range(0, 200)], false);
    string line = JsonSerializer.Serialize(new { net, rate, r }, new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals });
    outFile.WriteLine(line);
    Console.WriteLine($"{net} {rate} {watch.Elapsed.TotalSeconds:0.0} s");
}
