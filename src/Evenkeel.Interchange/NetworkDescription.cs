using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>What a file says of its network.</summary>
internal sealed record NetworkDescription
{
    public required NetworkSpec Spec { get; init; }

    public required IReadOnlyList<int> InputShape { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required int TargetSize { get; init; }

    /// <summary>Whether grey levels go in as −1 … 1; files of other networks do not mention it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSigned { get; init; }

    public static NetworkDescription Of(SavedNetwork saved) => new()
    {
        Spec = saved.Network.Spec,
        InputShape = saved.Network.InputShape.Axes,
        Classes = saved.Classes,
        IsSigned = saved.IsSigned,
        TargetSize = saved.Network.Graph.Values[saved.Network.Target.Index].Shape.Count,
    };

    /// <summary>Reads a description; what its specification leaves out takes its default, which the generated reader alone would leave at zero or null.</summary>
    /// <exception cref="JsonException">It is not JSON, or no description.</exception>
    public static NetworkDescription Parse(string json)
    {
        JsonObject whole = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is no object.");
        JsonObject spec = JsonSerializer.SerializeToNode(new NetworkSpec(), NetworkDescriptionJson.Default.NetworkSpec)!.AsObject();
        JsonObject given = whole["spec"] as JsonObject ?? throw new JsonException("its 'spec' is no object.");
        foreach ((string name, JsonNode? value) in given)
        {
            spec[name] = value?.DeepClone() ?? throw new JsonException($"its 'spec.{name}' is null.");
        }

        whole["spec"] = spec;
        return whole.Deserialize(NetworkDescriptionJson.Default.NetworkDescription)!.Check();
    }

    public Network Build() => Network.For(Spec, new Described(new([.. InputShape]), Classes, TargetSize));

    private NetworkDescription Check()
    {
        string? wrong = InputShape is null ? "its 'inputShape' is null."
            : Classes is null || Classes.Contains(null!) ? "its 'classes' are not all there."
            : Classes.Count > 0 && TargetSize != 1 ? $"a class is one number, but its 'targetSize' is {TargetSize}."
            : !Enum.IsDefined(Spec.Loss) ? $"its 'spec.loss' is {Spec.Loss}, which is none."
            : null;
        return wrong is null ? this : throw new JsonException(wrong);
    }

    /// <summary>The data that a network was trained on, without its samples: however large a file claims it to be, it takes no memory.</summary>
    private sealed class Described(Shape inputShape, IReadOnlyList<string> classes, int targetSize) : IDataSet
    {
        public string Name => "saved";

        public int Count => 1;

        public Shape InputShape => inputShape;

        public IReadOnlyList<string> Classes => classes;

        public int TargetSize => targetSize;

        public void Read(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets) => throw new NotSupportedException("A file keeps a network without its data.");
    }
}
