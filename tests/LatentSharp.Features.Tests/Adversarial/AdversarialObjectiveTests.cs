namespace LatentSharp.Tests;

public class AdversarialObjectiveTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("generative.json")["adversarial"];

    private static AdversarialObjective Objective(string name) => name switch
    {
        "non-saturating" => new NonSaturatingObjective(),
        "non-saturating 0.9" => new NonSaturatingObjective { RealLabel = 0.9 },
        "least squares" => new LeastSquaresObjective(),
        "least squares 0.9" => new LeastSquaresObjective { RealLabel = 0.9 },
        "hinge" => new HingeObjective(),
        _ => new WassersteinObjective(),
    };

    [Theory]
    [InlineData("non-saturating")]
    [InlineData("non-saturating 0.9")]
    [InlineData("least squares")]
    [InlineData("least squares 0.9")]
    [InlineData("hinge")]
    [InlineData("wasserstein")]
    public void The_discriminators_loss_and_gradients_are_PyTorchs(string name)
    {
        var expected = Reference["discriminator"][name];
        using var tape = new GradientTape();
        var (real, fake) = (tape.Watch(Reference["real"].Tensor), tape.Watch(Reference["fake"].Tensor));
        var loss = Objective(name).Discriminator(real, fake);
        loss.ShouldBeNear([expected["value"].Number], 1e-6);
        var gradients = tape.Gradient(loss, [real, fake]);
        gradients[0].ShouldBeNear(expected["gradients"]["real"].Numbers, 1e-6);
        gradients[1].ShouldBeNear(expected["gradients"]["fake"].Numbers, 1e-6);
    }

    [Theory]
    [InlineData("non-saturating")]
    [InlineData("least squares")]
    [InlineData("hinge")]
    [InlineData("wasserstein")]
    public void The_generators_loss_and_gradients_are_PyTorchs(string name)
    {
        var expected = Reference["generator"][name];
        using var tape = new GradientTape();
        var fake = tape.Watch(Reference["fake"].Tensor);
        var loss = Objective(name).Generator(fake);
        loss.ShouldBeNear([expected["value"].Number], 1e-6);
        tape.Gradient(loss, fake).ShouldBeNear(expected["gradients"]["fake"].Numbers, 1e-6);
    }
}
