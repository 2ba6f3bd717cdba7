using Evenkeel.Graphs;
using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

[Collection("kernel width")]
public class ReproducibilityTests
{
    /// <summary>Fingerprints of the parameters after 50 steps. They change only when the arithmetic does, which every saved experiment would notice.</summary>
    public static TheoryData<string, string, string> Golden => new()
    {
        { "images", "sgd", "9e3e1438115fd398" },
        { "images", "adam", "72f7a030ff323064" },
        { "plane", "sgd", "040d561363d7a1e9" },
        { "plane", "momentum", "1aad58ff1c037582" },
        { "plane", "nesterov", "828a46ddaf045232" },
        { "plane", "rmsprop", "58506ab31468ac24" },
        { "plane", "adam", "5f2eeb8ace7dd7ed" },
        { "plane", "adamw", "5f2eeb8ace7dd7ed" },
        { "regression", "sgd", "98421ae5e44047b1" },
        { "regression", "momentum", "68cd672521735131" },
        { "regression", "nesterov", "2cdc366a54dd31fd" },
        { "regression", "rmsprop", "281a80941581deea" },
        { "regression", "adam", "f7e33d5caf7391a3" },
        { "regression", "adamw", "f7e33d5caf7391a3" },
        { "margins", "sgd", "ead8b4a40d21b153" },
        { "margins", "momentum", "e1936430431e8a3e" },
        { "margins", "nesterov", "017acb5755bd5001" },
        { "margins", "rmsprop", "08316ac60f137845" },
        { "margins", "adam", "e6a730adc2582a0f" },
        { "margins", "adamw", "115cb51de00eac90" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Bits_AreTheSameForEveryNumberOfThreadsAndEveryWidth(string net, string optimizer, string fingerprint)
    {
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using Workers workers = new(threads);
            foreach (int lanes in WidthScope.All)
            {
                using WidthScope scope = new(lanes);
                (Trainer trainer, ParameterStore parameters) = TrainedNet.Find(net).Prepare(optimizer, 50, workers);

                TrainingStep last = trainer.Steps().Last();

                last.Diverged.ShouldBeFalse();
                TrainedNet.Fingerprint(parameters).ShouldBe(fingerprint, $"{threads} threads, {lanes} lanes");
            }
        }
    }

    [Fact]
    public void EveryNetIsHeldToAFingerprint()
    {
        Golden.Select(row => row.ToArray()[0]).Distinct().ShouldBe(TrainedNet.All.Select(net => (object)net.Name));
        Golden.Select(row => row.ToArray()[1]).Distinct().ShouldBe(Optimizers.All, ignoreOrder: true);
    }
}
