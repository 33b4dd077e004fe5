// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P, Q} from "../src/Bn254.sol";
import {InstitutionRegistry} from "../src/InstitutionRegistry.sol";
import {MemberVotes} from "../src/MemberVotes.sol";
import "../src/SigmaErrors.sol";
import {Consortium} from "./support/Consortium.sol";
import {TestProver} from "./support/TestProver.sol";

contract InstitutionRegistryTest is Consortium {
    bytes32 private constant CERTIFICATE = keccak256("certificate");

    function test_RegisteredKeyIsKnown() public {
        registerKey(ALICE, ALICE_SECRET);
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        InstitutionRegistry.Institution memory alice = registry.institution(ALICE);
        assertTrue(alice.active && alice.roles == 7 && alice.keyVersion == 1, "member");
        assertEq(alice.keyX, x, "x");
        assertEq(alice.keyY, y, "y");
        assertEq(alice.tlsFingerprint, CERTIFICATE, "certificate");
        assertEq(registry.proofKey(ALICE, 1).activatedBlock, block.number, "in the history");
    }

    function testFuzz_PackedKeyTellsPointAndUse(uint256 secret) public {
        secret = bound(secret, 1, Q - 1);
        registerKey(ALICE, secret);
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        assertEq(registry.provenKey(ALICE), x + ((y % 2) << 255) + (1 << 254), "packed");
        assertTrue(y % 2 != (P - y) % 2, "parity tells y from -y");
    }

    function test_SessionOfPossessionFollowsTheTag() public view {
        assertEq(
            registry.keySessionId(ALICE, 3), TestProver.sessionId(TestProver.keyTag(address(registry), ALICE, 3)), "session"
        );
    }

    function test_Attack27_KeyWithoutPossessionIsRejected() public {
        // The classic: Mallory's key is made from Bob's, so that she knows no secret for it. Any proof fails.
        (uint256 x, uint256 y) = TestProver.publicKey(BOB_SECRET);
        TestProver.Proof memory bobs = possession(BOB, BOB_SECRET, 1);
        (bool done, bytes memory reason) = _register(ALICE, x, y, bobs);
        assertTrue(!done, "refused");
        assertEq(bytes32(bytes4(reason)), bytes32(ChallengeMismatch.selector), "a proof is for one institution");
        registerKey(BOB, BOB_SECRET);
        _assertRegisterRefused(
            ALICE, BOB_SECRET, 1, abi.encodeWithSelector(InstitutionRegistry.KeyAlreadyUsed.selector, x, BOB)
        );
        // Nor the negative of a key in use.
        (done, reason) = _register(ALICE, x, P - y, possession(ALICE, Q - BOB_SECRET, 1));
        assertEq(
            keccak256(reason),
            keccak256(abi.encodeWithSelector(InstitutionRegistry.KeyAlreadyUsed.selector, x, BOB)),
            "negative"
        );
    }

    function test_Attack21_BadKeysAreRejected() public {
        TestProver.Proof memory proof = TestProver.Proof(1, 1);
        (, bytes memory reason) = _register(ALICE, 0, 0, proof);
        assertEq(keccak256(reason), keccak256(abi.encodePacked(IdentityPoint.selector)), "infinity");
        (, reason) = _register(ALICE, 1, 3, proof);
        assertEq(keccak256(reason), keccak256(abi.encodeWithSelector(PointNotOnCurve.selector, 1, 3)), "off the curve");
        (, reason) = _register(ALICE, P + 1, 2, proof);
        assertEq(
            keccak256(reason), keccak256(abi.encodeWithSelector(CoordinateOutOfRange.selector, P + 1)), "not canonical"
        );
    }

    function test_Attack20_PossessionWithTwinScalarIsRejected() public {
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        TestProver.Proof memory proof = possession(ALICE, ALICE_SECRET, 1);
        proof.response += Q;
        (, bytes memory reason) = _register(ALICE, x, y, proof);
        assertEq(
            keccak256(reason), keccak256(abi.encodeWithSelector(ScalarOutOfRange.selector, proof.response)), "response"
        );
    }

    function test_Attack18_PossessionForAnotherChainOrVersionIsRejected() public {
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        TestProver.Proof memory proof = possession(ALICE, ALICE_SECRET, 2);
        (bool done,) = _register(ALICE, x, y, proof);
        assertTrue(!done, "version 2");
        proof = possession(ALICE, ALICE_SECRET, 1);
        vm.chainId(5);
        (done,) = _register(ALICE, x, y, proof);
        assertTrue(!done, "another chain");
    }

    function test_OutsidersHaveNoKeys() public {
        bytes memory reason = abi.encodeWithSelector(MemberVotes.NotMember.selector, MALLORY);
        _assertRegisterRefused(MALLORY, 99, 1, reason);
        assertRefused(
            MALLORY, address(registry), abi.encodeCall(InstitutionRegistry.setTlsFingerprint, (CERTIFICATE)), reason
        );
    }

    function test_SecondRegistrationIsRejected() public {
        registerKey(ALICE, ALICE_SECRET);
        _assertRegisterRefused(
            ALICE, 99, 2, abi.encodeWithSelector(InstitutionRegistry.KeyAlreadyRegistered.selector, ALICE, 1)
        );
    }

    function test_RotationNeedsAKeyAndRetiresIt() public {
        bytes memory none = abi.encodeWithSelector(InstitutionRegistry.NoKey.selector, ALICE);
        (bool done, bytes memory reason) = _rotate(ALICE, 99, 1);
        assertTrue(!done && keccak256(reason) == keccak256(none), "no key yet");
        registerKey(ALICE, ALICE_SECRET);
        vm.roll(2000);
        (done,) = _rotate(ALICE, 99, 2);
        assertTrue(done, "rotated");
        (uint256 x,) = TestProver.publicKey(99);
        assertEq(registry.institution(ALICE).keyX, x, "new key");
        assertEq(registry.proofKey(ALICE, 1).retiredBlock, 2000, "old key retired");
        assertEq(registry.proofKey(ALICE, 2).retiredBlock, 0, "new key in use");
        // Back to the first one: never.
        (done, reason) = _rotate(ALICE, ALICE_SECRET, 3);
        (x,) = TestProver.publicKey(ALICE_SECRET);
        assertEq(
            keccak256(reason),
            keccak256(abi.encodeWithSelector(InstitutionRegistry.KeyAlreadyUsed.selector, x, ALICE)),
            "a retired key"
        );
    }

    function test_RevokedKeyIsGoneUntilRotation() public {
        bytes memory none = abi.encodeWithSelector(InstitutionRegistry.NoKey.selector, ALICE);
        assertRefused(ALICE, address(registry), abi.encodeCall(InstitutionRegistry.revokeKey, ()), none);
        registerKey(ALICE, ALICE_SECRET);
        vm.prank(ALICE);
        registry.revokeKey();
        assertEq(registry.provenKey(ALICE), 0, "packed");
        InstitutionRegistry.Institution memory alice = registry.institution(ALICE);
        assertTrue(alice.keyX == 0 && alice.keyY == 0 && alice.keyVersion == 1, "no key to see");
        (uint256 x,) = TestProver.publicKey(ALICE_SECRET);
        assertEq(registry.proofKey(ALICE, 1).x, x, "history stays");
        assertRefused(ALICE, address(registry), abi.encodeCall(InstitutionRegistry.revokeKey, ()), none);
        _assertRegisterRefused(
            ALICE, 99, 2, abi.encodeWithSelector(InstitutionRegistry.KeyAlreadyRegistered.selector, ALICE, 1)
        );
        (bool done,) = _rotate(ALICE, 99, 2);
        assertTrue(done, "a new key");
    }

    function test_FingerprintCanChange() public {
        vm.prank(BOB);
        registry.setTlsFingerprint(CERTIFICATE);
        assertEq(registry.institution(BOB).tlsFingerprint, CERTIFICATE, "set");
        vm.prank(BOB);
        registry.setTlsFingerprint(0);
        assertEq(registry.institution(BOB).tlsFingerprint, 0, "none");
    }

    function _register(address account, uint256 x, uint256 y, TestProver.Proof memory proof)
        private
        returns (bool, bytes memory)
    {
        bytes memory input =
            abi.encodeCall(InstitutionRegistry.register, (x, y, proof.challenge, proof.response, CERTIFICATE));
        vm.prank(account);
        return address(registry).call(input);
    }

    function _rotate(address account, uint256 secret, uint64 version) private returns (bool, bytes memory) {
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        TestProver.Proof memory proof = possession(account, secret, version);
        bytes memory input =
            abi.encodeCall(InstitutionRegistry.rotateKey, (x, y, proof.challenge, proof.response, CERTIFICATE));
        vm.prank(account);
        return address(registry).call(input);
    }

    function _assertRegisterRefused(address account, uint256 secret, uint64 version, bytes memory reason) private {
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        (bool done, bytes memory out) = _register(account, x, y, possession(account, secret, version));
        assertTrue(!done, "refused");
        assertEq(keccak256(out), keccak256(reason), "reason");
    }
}
