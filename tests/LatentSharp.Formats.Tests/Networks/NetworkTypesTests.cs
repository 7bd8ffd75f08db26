using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Classes of the user's own in files.</summary>
public class NetworkTypesTests
{
    [Fact]
    public void A_class_that_is_not_registered_is_refused_with_what_to_do()
    {
        var model = new Sequential(new Dense(3), new Unknown { Name = "mine" });
        model.Build(2);
        Should.Throw<BadArgumentException>(() => NetworkRoundTripTests.Bytes(model)).Message.ShouldBe(
            "Save: mine is of the class Unknown, which files cannot name; call "
            + "NetworkTypes.Register<Unknown>(\"a_name\") before saving and loading, or save the weights alone with "
            + "SaveWeights.");
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder.File("w.safetensors"));
        Safetensors.Read(folder.File("w.safetensors")).Tensors.Keys.ShouldBe(["dense/bias", "dense/kernel"]);
    }

    [Fact]
    public void Registered_layers_activations_and_models_come_back()
    {
        NetworkTypes.Register<Scale>("tests.scale");
        NetworkTypes.Register<Scale>("tests.scale");
        NetworkTypes.Register<Cube>("tests.cube");
        NetworkTypes.Register<TwoPaths>("tests.two_paths");
        var model = new Sequential(new TwoPaths(3) { Seed = 4 }, new Scale(2) { Offset = 0.5 }, new Dense(2, new Cube(2)));
        model.Build(4);
        var x = new TestNumbers(1).Tensor([5, 4]);
        var loaded = NetworkRoundTripTests.Again(model);
        loaded.Predict(x).ToArray().ShouldBe(model.Predict(x).ToArray());
        ((Scale)loaded.Layers[1]).Offset.ShouldBe(0.5);
        ((TwoPaths)loaded.Layers[0]).Units.ShouldBe(3);
    }

    [Fact]
    public void Names_are_taken_once_and_classes_must_tell_of_themselves()
    {
        Should.Throw<BadArgumentException>(() =>
            NetworkTypes.Register<Another>("dense")).Message.ShouldContain("the name 'dense' is taken");
        Should.Throw<BadArgumentException>(() => NetworkTypes.Register<Cube>("relu")).Message.ShouldContain("the name 'relu' is taken");
        Should.Throw<BadArgumentException>(() => NetworkTypes.Register<Another>("a name")).Message.ShouldContain("is no name for Another");
        Should.Throw<BadArgumentException>(() =>
            NetworkTypes.Register<Silent>("tests.silent")).Message.ShouldContain("a public property of the same name");
        Should.Throw<BadArgumentException>(() =>
            NetworkTypes.Register<string>("text")).Message.ShouldContain("no class of a network's part");
    }

    public sealed class Unknown : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        protected override Tensor Forward(Tensor input, in CallContext context) => input;
    }

    public sealed class Another : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        protected override Tensor Forward(Tensor input, in CallContext context) => input;
    }

    public sealed class Silent(int hidden) : Layer
    {
        public override Shape OutputShape(Shape input) => input;

        protected override Tensor Forward(Tensor input, in CallContext context) => input * hidden;
    }

    public sealed class Scale(double factor) : Layer
    {
        private Parameter gain = null!;

        public double Factor { get; } = factor;

        public double Offset { get; init; }

        public override Shape OutputShape(Shape input) => input;

        protected override void BuildParameters(Shape input, Builder builder) =>
            gain = builder.Add("gain", input[^1], Initializers.RandomNormal());

        protected override Tensor Forward(Tensor input, in CallContext context) => (input * gain.Value * (float)Factor) + (float)Offset;
    }

    public sealed class Cube(double factor) : ActivationFunction
    {
        public double Factor { get; } = factor;

        public override string Name => "cube";

        public override Tensor Apply(Tensor x) => x * x * x * (float)Factor;
    }

    public sealed class TwoPaths : Model
    {
        private readonly Dense left, right;

        public TwoPaths(int units)
        {
            Units = units;
            (left, right) = (new Dense(units, Activations.Tanh), new Dense(units));
        }

        public int Units { get; }

        public override IReadOnlyList<Layer> Layers => [left, right];

        public override Shape OutputShape(Shape input) => input.With(^1, Units);

        protected override Tensor Forward(Tensor input, in CallContext context) => left.Call(input, context) * right.Call(input, context);
    }
}
